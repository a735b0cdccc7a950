-- Tags of versions, and locks that hold whatever statement comes. Adds only: processes of the version before write
-- versions without tags and without locks, and delete none that is locked.

-- A JSON array, in the order given, as text: it is read whole and compared whole. Null where there are none.
alter table objects.object_version add column tags text;
alter table objects.upload add column tags text;

alter table objects.bucket
  add constraint bucket_lock_mode check (lock_mode is null or object_lock),
  add constraint bucket_lock_period check (
    case when lock_mode is null then lock_days is null and lock_years is null
         else (lock_days is null) <> (lock_years is null) end);

-- Until when a version written at this time is kept because of a bucket's default; null without one.
create function objects.lock_end(written timestamptz, days integer, years integer) returns timestamptz
  language sql immutable as $$
  select case when coalesce(days, years) is not null then
    (written at time zone 'UTC' + make_interval(years => coalesce(years, 0), days => coalesce(days, 0)))
      at time zone 'UTC' end
$$;

-- Whether something protects a version now.
create function objects.is_locked(legal_hold boolean, lock_until timestamptz) returns boolean
  language sql stable as $$
  select coalesce(legal_hold, false) or coalesce(lock_until > now(), false)
$$;

-- What no statement may do to a version that is locked, whoever sends it. A retention in governance mode gives way to
-- those that say so, for the length of their statement. Another wrap of the key is no replacement.
create function objects.keep_locked() returns trigger language plpgsql as $$
begin
  if (tg_name = 'retention_is_not_shortened' or not coalesce(old.legal_hold, false))
     and old.lock_mode = 'GOVERNANCE' and current_setting('strongroom.bypass', true) = 'on' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  raise exception 'a locked version stays as it is: % %', old.bucket, old.version_id using errcode = 'SRLCK';
end
$$;

create trigger locked_stays before delete on objects.object_version
  for each row when (old.legal_hold or old.lock_until > now())
  execute function objects.keep_locked();

create trigger locked_is_not_replaced before update on objects.object_version
  for each row when ((old.legal_hold or old.lock_until > now())
    and (new.delete_marker or new.manifest is distinct from old.manifest))
  execute function objects.keep_locked();

create trigger retention_is_not_shortened before update on objects.object_version
  for each row when (old.lock_until > now()
    and (new.lock_until is null or new.lock_until < old.lock_until
         or new.lock_mode is distinct from old.lock_mode))
  execute function objects.keep_locked();

-- As it was, with what a write and a lifecycle rule look at again.
drop function objects.lock_key(text, text);
create function objects.lock_key(of_bucket text, of_key text)
  returns table (version_id text, is_latest boolean, delete_marker boolean, place bigint, etag text, blob_ids uuid[],
                 last_modified timestamptz, tags text, locked boolean)
  language plpgsql volatile as $$
#variable_conflict use_column
begin
  loop
    return query
      select v.version_id, v.is_latest, v.delete_marker, v.place, v.etag, v.blob_ids,
             v.last_modified, v.tags, objects.is_locked(v.legal_hold, v.lock_until)
        from objects.object_version v
       where v.bucket = of_bucket and v.key = of_key and v.is_latest
         for update of v;
    if found then
      return query
        select v.version_id, v.is_latest, v.delete_marker, v.place, v.etag, v.blob_ids,
               v.last_modified, v.tags, objects.is_locked(v.legal_hold, v.lock_until)
          from objects.object_version v
         where v.bucket = of_bucket and v.key = of_key and v.version_id = 'null' and not v.is_latest
           for update of v;
      return;
    end if;
    perform from objects.object_version v
      where v.bucket = of_bucket and v.key = of_key and v.is_latest;
    if not found then
      return;
    end if;
  end loop;
end
$$;

-- As it was, but that it tells the locks apart by what they are, and has governance give way where it may.
create or replace function objects.delete_version(
    of_bucket text, versioning text, of_key text, wanted text, tag text, bypass boolean)
  returns table (outcome text, version_id text, delete_marker boolean, etag text, blob_ids uuid[], lost boolean)
  language plpgsql volatile as $$
#variable_conflict use_column
declare
  latest record;
  target record;
  at     bigint;
  id     text;
begin
  select k.* into latest from objects.lock_key(of_bucket, of_key) k where k.is_latest;
  if wanted is null and tag is not null
     and (latest.version_id is null or latest.delete_marker or latest.etag is distinct from tag) then
    return query select 'CONDITION', wanted, false,
      case when latest.delete_marker then null else latest.etag end, null::uuid[], false;
    return;
  end if;

  -- What goes: the version that is named, else the one without an id, unless versions are kept.
  select v.version_id, v.is_latest, v.delete_marker, v.blob_ids,
         coalesce(v.legal_hold, false)
           or coalesce(v.lock_until > now() and (v.lock_mode = 'COMPLIANCE' or not bypass), false) as locked
    into target from objects.object_version v
   where v.bucket = of_bucket and v.key = of_key and v.version_id = coalesce(wanted, 'null')
     and (wanted is not null or versioning <> 'ENABLED')
     for update of v;
  if target.locked then
    return query select 'LOCKED', target.version_id, false, null::text, null::uuid[], false;
    return;
  end if;
  if bypass then
    perform set_config('strongroom.bypass', 'on', true);
  end if;
  delete from objects.object_version v
   where v.bucket = of_bucket and v.key = of_key and v.version_id = target.version_id;
  if bypass then
    perform set_config('strongroom.bypass', 'off', true);
  end if;

  if wanted is null and versioning <> 'UNVERSIONED' then
    at := nextval('objects.version_place');
    id := case when versioning = 'ENABLED' then objects.version_id(of_bucket, at) else 'null' end;
    perform objects.demote(of_bucket, of_key, id);
    insert into objects.object_version (bucket, key, version_id, is_latest, place, last_modified, delete_marker)
      values (of_bucket, of_key, id, true, at, date_trunc('milliseconds', clock_timestamp()), true);
    return query select 'MARKED', id, true, null::text, target.blob_ids,
      target.version_id is not null and not target.delete_marker and target.blob_ids is null;
  elsif target.version_id is null then
    return query select
      case when wanted is null or wanted = 'null' then 'NOTHING'
           when versioning <> 'UNVERSIONED' and objects.place_of(of_bucket, wanted) is not null then 'NOTHING'
           else 'FOREIGN' end,
      wanted, false, null::text, null::uuid[], false;
  else
    if target.is_latest then
      update objects.object_version v set is_latest = true
       where v.bucket = of_bucket and v.key = of_key and v.version_id = (
         select x.version_id from objects.object_version x
          where x.bucket = of_bucket and x.key = of_key and not x.is_latest
          order by x.place desc limit 1);
    end if;
    return query select 'DONE', target.version_id, target.delete_marker, null::text, target.blob_ids,
      not target.delete_marker and target.blob_ids is null;
  end if;
end
$$;

-- Sets the retention of one version, or takes it away where both are null. One that runs may be lengthened by whoever may
-- set it. Otherwise it changes in governance mode only, and only for those whom it gives way to.
--
-- Returns DONE, NOTHING (no such version, or a delete marker) or LOCKED.
create function objects.set_retention(
    of_bucket text, of_key text, of_version text, mode text, until timestamptz, bypass boolean)
  returns text language plpgsql volatile as $$
#variable_conflict use_column
declare
  had record;
begin
  perform from objects.lock_key(of_bucket, of_key);
  select v.lock_mode, v.lock_until into had from objects.object_version v
   where v.bucket = of_bucket and v.key = of_key and v.version_id = of_version and not v.delete_marker
     for update of v;
  if not found then
    return 'NOTHING';
  end if;
  if had.lock_until > now() and not coalesce(mode = had.lock_mode and until >= had.lock_until, false)
     and (had.lock_mode = 'COMPLIANCE' or not bypass) then
    return 'LOCKED';
  end if;
  if bypass then
    perform set_config('strongroom.bypass', 'on', true);
  end if;
  update objects.object_version v set lock_mode = mode, lock_until = until
   where v.bucket = of_bucket and v.key = of_key and v.version_id = of_version;
  if bypass then
    perform set_config('strongroom.bypass', 'off', true);
  end if;
  return 'DONE';
end
$$;
