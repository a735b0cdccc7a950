-- Metadata of buckets, objects, multipart uploads and blobs. No key, no plaintext.
-- Names and keys compare bytewise ("C"), as listings must.

create table objects.bucket (
  name                            text collate "C" primary key,
  owner                           text not null,
  region                          text not null,
  created_at                      timestamptz not null,
  -- Default encryption; all null when none was ever set.
  encryption_algorithm            text,
  encryption_kms_key_id           text,
  encryption_kms_project          text,
  encryption_data_cipher          text,
  encryption_bucket_key           boolean,
  encryption_block_customer_keys  boolean
);

create index bucket_by_owner on objects.bucket (owner, name);

-- One row per version of an object; the version of an unversioned bucket is 'null'.
create table objects.object_version (
  bucket              text collate "C" not null references objects.bucket (name),
  key                 text collate "C" not null,
  version_id          text collate "C" not null,
  is_latest           boolean not null,
  size                bigint not null check (size >= 0),
  etag                text not null,
  last_modified       timestamptz not null,
  system_metadata     jsonb not null,
  user_metadata       jsonb not null,
  storage_class       text,
  -- How it is sealed, as far as it may be told without a key.
  encryption_mode     text not null,
  kms_key_id          text,
  kms_context         jsonb,
  kms_bucket_key      boolean,
  data_cipher         text not null,
  -- The KMS key that wraps the data key or its bucket key; null under a customer key.
  wrapping_key_id     text,
  envelope            bytea not null,
  manifest            bytea not null,
  checksum_algorithm  text,
  checksum_type       text,
  checksum_value      text,
  checksum_sealed     bytea,
  -- Parts of a multipart object; null for one written in one piece.
  parts               bytea,
  primary key (bucket, key, version_id)
);

-- Listings, and one latest version per key.
create unique index object_latest on objects.object_version (bucket, key) where is_latest;

-- What is to be wrapped again when a KMS key changes.
create index object_by_wrapping_key
  on objects.object_version (wrapping_key_id, bucket, key, version_id)
  where wrapping_key_id is not null;

-- Blobs by reference count. One that is marked waits for its grace time; one that is condemned is
-- being removed and takes no new reference.
create table objects.blob (
  id         uuid primary key,
  refs       integer not null check (refs >= 0),
  marked_at  timestamptz,
  condemned  boolean not null default false
);

create index blob_unreferenced on objects.blob (marked_at) where refs = 0;

create table objects.upload (
  id                  text collate "C" primary key,
  bucket              text collate "C" not null references objects.bucket (name),
  key                 text collate "C" not null,
  initiated_at        timestamptz not null,
  owner               text not null,
  system_metadata     jsonb not null,
  user_metadata       jsonb not null,
  storage_class       text,
  etag_rule           text not null,
  encryption_mode     text not null,
  kms_key_id          text,
  kms_context         jsonb,
  kms_bucket_key      boolean,
  data_cipher         text not null,
  wrapping_key_id     text,
  envelope            bytea not null,
  service_key_id      text not null,
  service_bucket_key  bytea not null,
  service_wrapped     bytea not null,
  checksum_algorithm  text,
  checksum_type       text
);

create index upload_listing on objects.upload (bucket, key, initiated_at, id);

create table objects.upload_part (
  upload_id           text collate "C" not null references objects.upload (id) on delete cascade,
  number              integer not null check (number between 1 and 10000),
  blob_id             uuid not null,
  size                bigint not null check (size >= 0),
  commitment          bytea not null,
  etag                text not null,
  last_modified       timestamptz not null,
  checksum_algorithm  text,
  checksum_type       text,
  checksum_value      text,
  checksum_sealed     bytea,
  primary key (upload_id, number)
);
