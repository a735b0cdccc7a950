-- Jobs that seal again and that erase, selection by tags and by lists. Adds only; a process of the version before knows
-- none of the new kinds, and leaves their slices to others when their leases end.

alter table objects.job
  drop constraint job_task_check,
  add constraint job_task_check check (task in ('REWRAP', 'ENCRYPT', 'VERIFY', 'REENCRYPT', 'ERASE')),
  -- Of data that is sealed again; null for the cipher that each version has.
  add column target_cipher   text,
  -- A JSON array, as versions have it. Null where none are asked for.
  add column tags            text,
  -- The list that versions stand on, and how many of its entries named nothing.
  add column listing         text collate "C",
  add column listing_missing bigint,
  add column locked          bigint not null default 0;

alter table objects.job_count
  drop constraint job_count_result_check,
  add constraint job_count_result_check check (result in ('CHANGED', 'VERIFIED', 'ERASED', 'SKIPPED', 'FAILED'));

-- Lists of versions, made before their job is.
create table objects.job_listing (
  id          text collate "C" primary key,
  created_at  timestamptz not null default clock_timestamp()
);

create table objects.job_object (
  listing     text collate "C" not null references objects.job_listing (id) on delete cascade,
  bucket      text collate "C" not null,
  key         text collate "C" not null,
  version_id  text collate "C" not null,
  primary key (listing, bucket, key, version_id)
);

-- Stands for how a version was when it was read: what it is sealed with, and what it names. Tags and locks are not in it,
-- nor is whether it is the current one.
create function objects.version_seen(envelope bytea, manifest bytea, last_modified timestamptz) returns text
  language sql stable parallel safe as $$
  select md5(coalesce(envelope, ''::bytea) || '\x00'::bytea || coalesce(manifest, ''::bytea))
         || extract(epoch from last_modified)::text
$$;

-- As it was, but for jobs with a list, which walk the list.
create or replace function objects.job_stretch(
    j objects.job, after_bucket text, after_key text, after_version text, width integer)
  returns table (bucket text, key text, version text, met bigint) language plpgsql stable as $$
begin
  return query execute format(
    'select x.bucket, x.key, x.version_id, x.n from (
       select v.bucket, v.key, v.version_id, row_number() over (order by v.bucket, v.key, v.version_id) as n
         from %s v
        where (v.bucket, v.key, v.version_id) > ($1, $2, $3) and starts_with(v.key, $7) %s %s
        order by v.bucket, v.key, v.version_id limit $4) x
      order by x.n desc limit 1',
    case when j.listing is null then 'objects.object_version' else 'objects.job_object' end,
    case when j.listing is not null then 'and v.listing = $8'
         when j.key_id is not null then 'and not v.delete_marker and v.wrapping_key_id = $5' else '' end,
    case when j.bucket is null then '' else 'and v.bucket = $6' end)
    using after_bucket, after_key, after_version, width, j.key_id, j.bucket, j.prefix, j.listing;
end
$$;

create index completed_upload_by_version on objects.completed_upload (bucket, key, version_id);

-- Removes a version for good, and with it its wrapped key, if it is as it was seen and nothing protects it.
--
-- outcome: ERASED, GONE, CHANGED or LOCKED. blob_ids are those that nothing of it names any more.
create function objects.erase_version(of_bucket text, of_key text, of_version text, was text)
  returns table (outcome text, blob_ids uuid[], lost boolean) language plpgsql volatile as $$
#variable_conflict use_column
declare
  is_now text;
  done   record;
begin
  perform from objects.lock_key(of_bucket, of_key);
  select objects.version_seen(v.envelope, v.manifest, v.last_modified) into is_now
    from objects.object_version v
   where v.bucket = of_bucket and v.key = of_key and v.version_id = of_version for update of v;
  if not found then
    return query select 'GONE', null::uuid[], false;
  elsif is_now <> was then
    return query select 'CHANGED', null::uuid[], false;
  else
    select d.outcome, d.blob_ids, d.lost into done
      from objects.delete_version(of_bucket, 'ENABLED', of_key, of_version, null, false) d;
    if done.outcome = 'DONE' then
      -- What could answer its completion again holds a wrap too.
      delete from objects.completed_upload c
       where c.bucket = of_bucket and c.key = of_key and c.version_id = of_version;
    end if;
    return query select case done.outcome when 'DONE' then 'ERASED' when 'LOCKED' then 'LOCKED' else 'GONE' end,
      done.blob_ids, coalesce(done.lost, false);
  end if;
end
$$;
