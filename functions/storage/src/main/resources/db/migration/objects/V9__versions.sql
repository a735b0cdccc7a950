-- Versions, delete markers and object lock. Adds only: processes of the version before know unversioned buckets,
-- and go on working in them.

alter table objects.bucket
  add column versioning  text not null default 'UNVERSIONED' check (versioning in ('UNVERSIONED', 'ENABLED', 'SUSPENDED')),
  add column object_lock boolean not null default false,
  add column lock_mode   text check (lock_mode in ('GOVERNANCE', 'COMPLIANCE')),
  add column lock_days   integer check (lock_days > 0),
  add column lock_years  integer check (lock_years > 0),
  add constraint bucket_lock check (not object_lock or versioning = 'ENABLED');

-- The place of a version among those of its key: newer ones have greater numbers. 0 is what was written before
-- there were versions: the oldest of its key, whatever comes.
create sequence objects.version_place;

alter table objects.object_version
  add column place      bigint not null default 0,
  add column lock_mode  text check (lock_mode in ('GOVERNANCE', 'COMPLIANCE')),
  add column lock_until timestamptz,
  add column legal_hold boolean,
  add constraint object_version_lock check ((lock_mode is null) = (lock_until is null)),
  add constraint object_version_null check (version_id = 'null' or place > 0);

alter table objects.upload
  add column lock_mode  text,
  add column lock_until timestamptz,
  add column legal_hold boolean;

-- The current version of each key is in object_latest, the others are here.
create index object_history on objects.object_version (bucket, key, place desc) where not is_latest;

-- What version ids are made with. Nobody reads it but the two functions below.
create table objects.version_secret (
  single boolean primary key default true check (single),
  secret bytea not null
);

insert into objects.version_secret (secret)
  select decode(replace(concat(gen_random_uuid(), gen_random_uuid()), '-', ''), 'hex');

-- A version id is a check value and a place that is masked by it, both from a keyed hash over the bucket's name:
-- 32 hexadecimal digits that say nothing, cannot be made up, and give their place back (SHA-256 over inputs of
-- which none is the beginning of another; 64 bits of the hash are used, so it cannot be extended).
create function objects.version_check(of_bucket text, at bigint) returns bytea
  language sql stable strict security definer set search_path = pg_catalog as $$
  select substring(sha256(s.secret || '\x01'::bytea || int8send(at) || convert_to(of_bucket, 'UTF8')) for 8)
    from objects.version_secret s
$$;

create function objects.version_mask(of_bucket text, check_value bytea) returns bigint
  language sql stable strict security definer set search_path = pg_catalog as $$
  select ('x' || encode(substring(
           sha256(s.secret || '\x02'::bytea || check_value || convert_to(of_bucket, 'UTF8')) for 8), 'hex'))::bit(64)::bigint
    from objects.version_secret s
$$;

create function objects.version_id(of_bucket text, at bigint) returns text
  language sql stable strict as $$
  select encode(c.v || int8send(at # objects.version_mask(of_bucket, c.v)), 'hex')
    from (select objects.version_check(of_bucket, at)) as c (v)
$$;

-- The place that an id of this bucket stands for; null for what this bucket never gave out.
create function objects.place_of(of_bucket text, id text) returns bigint
  language plpgsql stable strict as $$
declare
  check_value bytea;
  at          bigint;
begin
  if id !~ '^[0-9a-f]{32}$' then
    return null;
  end if;
  check_value := decode(substring(id for 16), 'hex');
  at := ('x' || substring(id from 17))::bit(64)::bigint # objects.version_mask(of_bucket, check_value);
  if at > 0 and objects.version_check(of_bucket, at) = check_value then
    return at;
  end if;
  return null;
end
$$;

-- Locks a key: its current version, which every change of its versions locks first. Returns that one, and the
-- version without an id where it is another. Each query in here sees what was committed when it begins, so after
-- waiting for somebody else's change it is that change which is seen. No row: there is nothing under the key.
create function objects.lock_key(of_bucket text, of_key text)
  returns table (version_id text, is_latest boolean, delete_marker boolean, place bigint, etag text, blob_ids uuid[])
  language plpgsql volatile as $$
#variable_conflict use_column
begin
  loop
    return query
      select v.version_id, v.is_latest, v.delete_marker, v.place, v.etag, v.blob_ids
        from objects.object_version v
       where v.bucket = of_bucket and v.key = of_key and v.is_latest
         for update of v;
    if found then
      return query
        select v.version_id, v.is_latest, v.delete_marker, v.place, v.etag, v.blob_ids
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

-- Makes room for a version that becomes the current one of a locked key.
create function objects.demote(of_bucket text, of_key text, newest text) returns boolean
  language plpgsql volatile as $$
begin
  update objects.object_version v set is_latest = false
   where v.bucket = of_bucket and v.key = of_key and v.is_latest and v.version_id <> newest;
  return true;
end
$$;

-- Removes one version, or puts a delete marker in front of all, under the lock on the key.
--
-- outcome: DONE, NOTHING (there was none), MARKED (version_id is the marker's), CONDITION (etag is what there is),
-- FOREIGN (this bucket never gave out such an id), LOCKED.
create function objects.delete_version(
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
  delete from objects.object_version v
   where v.bucket = of_bucket and v.key = of_key and v.version_id = target.version_id;

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
