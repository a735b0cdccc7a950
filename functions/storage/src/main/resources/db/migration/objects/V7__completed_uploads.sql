-- What is remembered of completed uploads, so that a client whose answer was lost gets it again. No key that opens data:
-- an envelope is kept only where a customer key is needed to open it, and the service's wrap holds a metadata key.
create table objects.completed_upload (
  id                  text collate "C" primary key,
  bucket              text collate "C" not null references objects.bucket (name) on delete cascade,
  key                 text collate "C" not null,
  version_id          text collate "C" not null,
  etag                text not null,
  encryption_mode     text not null,
  kms_key_id          text,
  kms_context         jsonb,
  kms_bucket_key      boolean,
  data_cipher         text not null,
  service_key_id      text not null,
  service_bucket_key  bytea not null,
  service_wrapped     bytea not null,
  customer_envelope   bytea,
  checksum_algorithm  text,
  checksum_type       text,
  checksum_value      text,
  checksum_sealed     bytea,
  completed_at        timestamptz not null default now()
);

-- Whoever completes an upload forgets a few that are older than two days; a bucket's go with it.
create index completed_upload_age on objects.completed_upload (completed_at);
create index completed_upload_bucket on objects.completed_upload (bucket);

-- The blobs of the object that an upload was created over, {} when there was none: whoever completes it on a condition
-- learns whether that object was written or deleted meanwhile. No row for uploads from before. A table of its own, since
-- processes of the version before read every column of an upload.
create table objects.upload_origin (
  upload_id  text collate "C" primary key references objects.upload (id) on delete cascade,
  blobs      uuid[] not null
);
