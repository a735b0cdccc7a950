-- What one statement per operation needs. Adds only: processes of the version before go on working
-- on this schema, and what they write is kept in step by the database itself.

-- A bucket's row as somebody read it: every update gives it another revision.
alter table objects.bucket add column revision uuid not null default gen_random_uuid();

create function objects.renew_revision() returns trigger language plpgsql as $$
begin
  new.revision := gen_random_uuid();
  return new;
end
$$;

create trigger bucket_revision before update on objects.bucket
  for each row execute function objects.renew_revision();

-- The blobs that a part manifest names, each once (SPEC: "SRM1", suite, count u16, then for each part number u16, blob 16 bytes,
-- length u64, commitment 32 bytes; 32 bytes of authentication). Null where the bytes are no manifest.
create function objects.manifest_blobs(manifest bytea) returns uuid[]
  language sql immutable strict parallel safe as $$
  select array_agg(distinct cast(encode(substring(manifest from 10 + 58 * part for 16), 'hex') as uuid))
    from generate_series(0, case
           when octet_length(manifest) < 39 then -1
           when substring(manifest from 1 for 4) <> cast('\x53524d31' as bytea) then -1
           when get_byte(manifest, 4) not in (1, 2) then -1
           when octet_length(manifest) <> 39 + 58 * (256 * get_byte(manifest, 5) + get_byte(manifest, 6)) then -1
           else 256 * get_byte(manifest, 5) + get_byte(manifest, 6) - 1
         end) as part
$$;

-- Made by the database from the manifest, so that the two never differ, whoever writes.
alter table objects.object_version
  add column blob_ids uuid[] generated always as (objects.manifest_blobs(manifest)) stored;

-- Room for delete markers, which have a name, a version and a time, and nothing else.
alter table objects.object_version
  add column delete_marker boolean not null default false,
  alter column size drop not null,
  alter column etag drop not null,
  alter column system_metadata drop not null,
  alter column user_metadata drop not null,
  alter column encryption_mode drop not null,
  alter column data_cipher drop not null,
  alter column envelope drop not null,
  alter column manifest drop not null,
  add constraint object_version_whole check (delete_marker or (
    size is not null and etag is not null and system_metadata is not null and user_metadata is not null
    and encryption_mode is not null and data_cipher is not null and envelope is not null and manifest is not null));

-- Overwrites stay on their page while it has room: nothing that they change is indexed.
alter table objects.object_version set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

-- No query reads it.
drop index objects.object_by_wrapping_key;

-- An upload ends with its parts or not at all: one that arrives meanwhile fails the end, which is tried again,
-- where a cascade would lose the reference to its blob.
alter table objects.upload_part
  drop constraint upload_part_upload_id_fkey,
  add constraint upload_part_upload_id_fkey foreign key (upload_id) references objects.upload (id);
