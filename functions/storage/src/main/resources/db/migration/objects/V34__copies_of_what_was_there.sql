-- Copies of what was there before a rule asked for any. Adds only; a process of the version before puts copies in front of
-- all, as it did, and leaves slices of the new kind of job to others when their leases end.

alter table objects.job
  drop constraint job_task_check,
  add constraint job_task_check
    check (task in ('REWRAP', 'ENCRYPT', 'VERIFY', 'REENCRYPT', 'ERASE', 'INVENTORY', 'REPLICATE'));

alter table objects.job_count
  drop constraint job_count_result_check,
  add constraint job_count_result_check
    check (result in ('CHANGED', 'VERIFIED', 'ERASED', 'LISTED', 'QUEUED', 'SKIPPED', 'FAILED'));

-- Where a copy goes among the versions of its key: places are given out in the order of writes to all buckets, so a copy
-- has that of its source, and what was written after it stays before it. No row where the copy is there.
create function objects.place_copy(lacks boolean, of_bucket text, of_key text, of_version text, from_bucket text)
  returns table (place bigint, latest boolean) language plpgsql volatile as $$
#variable_conflict use_column
declare
  source bigint;
  newest bigint;
begin
  if not lacks then
    return;
  end if;
  select v.place into source from objects.object_version v
   where v.bucket = from_bucket and v.key = of_key and v.version_id = of_version;
  select v.place into newest from objects.object_version v
   where v.bucket = of_bucket and v.key = of_key and v.is_latest;
  source := coalesce(source, nextval('objects.version_place'));
  return query select source, newest is null or newest <= source;
end
$$;

-- As the one of four parameters, but that it has its place by its source.
create function objects.copy_marker(
    of_bucket text, of_key text, of_version text, written timestamptz, from_bucket text)
  returns text language plpgsql volatile as $$
declare
  at  bigint;
  top boolean;
begin
  perform from objects.bucket b where b.name = of_bucket and b.versioning = 'ENABLED' for key share;
  if not found then
    return 'NOTHING';
  end if;
  select p.place, p.latest into at, top
    from objects.place_copy(
      objects.lacks_version(of_bucket, of_key, of_version), of_bucket, of_key, of_version, from_bucket) p;
  if not found then
    return 'THERE';
  end if;
  if top then
    perform objects.demote(of_bucket, of_key, of_version);
  end if;
  insert into objects.object_version
      (bucket, key, version_id, is_latest, place, last_modified, delete_marker, replication)
    values (of_bucket, of_key, of_version, top, at, written, true, 'REPLICA');
  return 'DONE';
end
$$;

-- Notes a version to be copied to wherever rules of its bucket ask for it now. Empty when it was; otherwise why not. Other
-- servers put what they are sent in front of all: they are sent current versions only.
create function objects.queue_copies(of_bucket text, of_key text, of_version text) returns text
  language plpgsql volatile as $$
declare
  v      objects.object_version;
  rules  jsonb;
  lane   text;
  queued boolean := false;
  older  boolean := false;
begin
  perform from objects.lock_key(of_bucket, of_key);
  select x.* into v from objects.object_version x
   where x.bucket = of_bucket and x.key = of_key and x.version_id = of_version for update;
  if not found then
    return 'gone';
  elsif v.replication = 'REPLICA' or coalesce(v.user_metadata ? 'strongroom-source-version', false) then
    return 'replica';
  elsif v.replication = 'PENDING' then
    return 'pending';
  elsif v.encryption_mode = 'CUSTOMER' then
    return 'customer-key';
  end if;
  select b.settings into rules from objects.bucket b where b.name = of_bucket;
  for lane in
    select r.lane from objects.routes_of(
      rules, case when v.delete_marker then 'ObjectRemoved:DeleteMarkerCreated' else 'ObjectCreated:Put' end,
      of_key, v.tags, v.encryption_mode) r
     where starts_with(r.lane, 'copy:')
  loop
    if starts_with(lane, 'copy:arn:strongroom:') and not v.is_latest then
      older := true;
      continue;
    end if;
    insert into objects.outbox (lane, bucket, key, version_id, event, size, etag)
      values (lane, of_bucket, of_key, of_version, 'Existing', v.size, v.etag);
    queued := true;
  end loop;
  if queued then
    update objects.object_version x set replication = 'PENDING'
     where x.bucket = of_bucket and x.key = of_key and x.version_id = of_version;
    return '';
  end if;
  return case when older then 'older-version' else 'no-rule' end;
end
$$;
