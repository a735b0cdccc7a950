-- Which key wraps what, so that a count of it reads this index and no row: of each version its place, its size and how
-- it is sealed. It takes the place of the index that V3 removed, which nothing had read.
create index object_by_key on objects.object_version (wrapping_key_id, bucket, key, version_id)
  include (size, is_latest, encryption_mode, kms_bucket_key, data_cipher)
  where not delete_marker;

create index upload_by_wrapping_key on objects.upload (wrapping_key_id) where wrapping_key_id is not null;
create index upload_by_service_key on objects.upload (service_key_id);
create index completed_upload_by_service_key on objects.completed_upload (service_key_id);
