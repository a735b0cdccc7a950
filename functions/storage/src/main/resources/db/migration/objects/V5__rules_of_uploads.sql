-- What an upload's parts are written by, fact by fact, where the name of a rule stood for all of them.
-- Adds only: a process of the version before leaves the new columns empty and reads the old one, so the database
-- fills in whichever half the writer does not know.
alter table objects.upload
  add column etag_source      text,
  add column least_part_bytes bigint,
  add column default_checksum text;

create function objects.complete_upload_rules() returns trigger language plpgsql as $$
begin
  if new.etag_source is null then
    new.etag_source := case
      when new.encryption_mode = 'NONE' then 'PLAINTEXT_MD5'
      when new.etag_rule = 'OBS' then 'SEALED_MD5'
      when new.encryption_mode = 'SERVICE' then 'PLAINTEXT_MD5'
      else 'OPAQUE' end;
    new.least_part_bytes := case when new.etag_rule = 'OBS' then 102400 else 5242880 end;
    new.default_checksum := case when new.etag_rule = 'OBS' then null else 'CRC64NVME' end;
  else
    new.etag_rule := case when new.default_checksum is null then 'OBS' else 'S3' end;
  end if;
  return new;
end
$$;

create trigger upload_rules before insert or update on objects.upload
  for each row when (new.etag_source is null or new.etag_rule is null)
  execute function objects.complete_upload_rules();

update objects.upload set etag_source = null;

alter table objects.upload
  alter column etag_source set not null,
  alter column least_part_bytes set not null;
