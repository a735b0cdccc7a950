-- What happened to objects, for whoever is to do something about it: replication, and those who want to be told. The
-- statement that changes an object writes the row, so there is one for all that happened and none for what did not.
-- Adds only: processes of the version before write such rows as well, without knowing it.

-- How far the copies are that rules of the bucket ask for; REPLICA of what is one itself. Null where no rule asks.
alter table objects.object_version
  add column replication text check (replication in ('PENDING', 'COMPLETED', 'FAILED', 'REPLICA'));

create table objects.outbox (
  id          bigint generated always as identity primary key,
  -- For whom: 'copy:' and a destination, 'tell:' and a configuration. Rows of one lane and key are dealt with in order.
  lane        text collate "C" not null,
  bucket      text collate "C" not null,
  key         text collate "C" not null,
  version_id  text collate "C" not null,
  event       text not null,
  size        bigint,
  etag        text,
  at          timestamptz not null default clock_timestamp(),
  -- Whoever holds the lease deals with it until it is free again.
  attempts    integer not null default 0,
  lease       uuid,
  free_at     timestamptz not null default clock_timestamp(),
  reason      text
);
create index outbox_of_key on objects.outbox (lane, bucket, key, id);
create index outbox_free on objects.outbox (free_at, id);

-- The lanes that something which happened goes to. A bucket's settings say so in "routes": each has its events, what keys
-- begin and end with, tags that all have to be there, and whether it takes what is under a key of the KMS.
create function objects.routes_of(settings jsonb, of_event text, of_key text, tags text, mode text)
  returns table (lane text) language sql immutable as $$
  select distinct r.route ->> 'lane'
    from jsonb_array_elements(coalesce(settings #> '{replication,routes}', '[]')
                              || coalesce(settings #> '{notification,routes}', '[]')) as r (route)
   where r.route -> 'events' ? of_event
     and starts_with(of_key, coalesce(r.route ->> 'prefix', ''))
     and right(of_key, length(coalesce(r.route ->> 'suffix', ''))) = coalesce(r.route ->> 'suffix', '')
     and coalesce(tags, '[]')::jsonb @> coalesce(r.route -> 'tags', '[]')
     and (mode is distinct from 'KMS' or not coalesce((r.route ->> 'withoutKms')::boolean, false))
$$;

-- Tells of a change of a version. A bucket of which nobody wants to know costs the look at its row. What made the change
-- says so where it is no plain write: strongroom.origin.
create function objects.tell() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  rules    jsonb;
  v        objects.object_version;
  origin   text;
  happened text;
  written  boolean;
  told_of  text;
  copied   boolean := false;
begin
  if tg_op = 'DELETE' then
    v := old;
  else
    v := new;
  end if;
  select b.settings into rules from objects.bucket b
   where b.name = v.bucket and b.settings ?| array['replication', 'notification'];
  if not found then
    return null;
  end if;

  origin := nullif(current_setting('strongroom.origin', true), '');
  -- What a backup had happened before, and was told of then. What a job seals again is the version that it was.
  if origin = 'Restore' or origin = 'Job' and tg_op = 'UPDATE' then
    return null;
  end if;
  written := tg_op = 'INSERT' or tg_op = 'UPDATE'
    and (new.last_modified, new.blob_ids, new.delete_marker)
        is distinct from (old.last_modified, old.blob_ids, old.delete_marker);
  happened := case
    when tg_op = 'DELETE' or v.delete_marker then
      case when origin = 'Lifecycle' then 'LifecycleExpiration:' else 'ObjectRemoved:' end
        || case when tg_op = 'DELETE' then 'Delete' else 'DeleteMarkerCreated' end
    when written then 'ObjectCreated:' || coalesce(origin, 'Put')
    when new.tags is distinct from old.tags then
      case when new.tags is null then 'ObjectTagging:Delete' else 'ObjectTagging:Put' end
    when new.system_metadata is distinct from old.system_metadata
      or new.user_metadata is distinct from old.user_metadata then 'ObjectMetadata:Put'
    else 'ObjectLock:Put' end;

  for told_of in
    select r.lane from objects.routes_of(rules, happened, v.key, v.tags, v.encryption_mode) r
  loop
    -- A copy is not copied on, also not one that another server has sent; and of what was never copied no change is.
    continue when starts_with(told_of, 'copy:')
      and (v.replication = 'REPLICA' or not written and v.replication is null
           or written and origin is distinct from 'Copy' and coalesce(v.user_metadata ? 'strongroom-source-version', false));
    insert into objects.outbox (lane, bucket, key, version_id, event, size, etag)
      values (told_of, v.bucket, v.key, v.version_id, happened, v.size, v.etag);
    copied := copied or starts_with(told_of, 'copy:');
  end loop;
  if copied and tg_op <> 'DELETE' then
    update objects.object_version x set replication = 'PENDING'
     where x.bucket = v.bucket and x.key = v.key and x.version_id = v.version_id;
  end if;
  return null;
end
$$;

create trigger told_of_new after insert on objects.object_version
  for each row execute function objects.tell();

create trigger told_of_change after update on objects.object_version
  for each row when (new.last_modified is distinct from old.last_modified
    or new.blob_ids is distinct from old.blob_ids or new.delete_marker <> old.delete_marker
    or new.tags is distinct from old.tags or new.lock_mode is distinct from old.lock_mode
    or new.lock_until is distinct from old.lock_until or new.legal_hold is distinct from old.legal_hold
    or new.system_metadata is distinct from old.system_metadata
    or new.user_metadata is distinct from old.user_metadata)
  execute function objects.tell();

create trigger told_of_end after delete on objects.object_version
  for each row execute function objects.tell();

-- As they were, but that they say whose doing it is.
create or replace function objects.expire_current(
    of_bucket text, versioning text, of_key text, written timestamptz, tagged text)
  returns table (outcome text, blob_ids uuid[], lost boolean) language plpgsql volatile as $$
begin
  perform set_config('strongroom.origin', 'Lifecycle', true);
  perform from objects.lock_key(of_bucket, of_key) k
    where k.is_latest and not k.delete_marker and k.last_modified = written
      and k.tags is not distinct from tagged;
  if found then
    return query select d.outcome, d.blob_ids, d.lost
      from objects.delete_version(of_bucket, versioning, of_key, null, null, false) d;
  end if;
end
$$;

create or replace function objects.expire_version(
    of_bucket text, versioning text, of_key text, wanted text, until timestamptz, keep integer)
  returns table (outcome text, blob_ids uuid[], lost boolean) language plpgsql volatile as $$
begin
  perform set_config('strongroom.origin', 'Lifecycle', true);
  perform from objects.lock_key(of_bucket, of_key);
  perform from objects.noncurrent(of_bucket, of_key) n
    where n.version_id = wanted and n.since <= until and n.newer >= keep;
  if found then
    return query select d.outcome, d.blob_ids, d.lost
      from objects.delete_version(of_bucket, versioning, of_key, wanted, null, false) d;
  end if;
end
$$;

create or replace function objects.expire_marker(of_bucket text, versioning text, of_key text, written timestamptz)
  returns table (outcome text, blob_ids uuid[], lost boolean) language plpgsql volatile as $$
declare
  marker text;
begin
  perform set_config('strongroom.origin', 'Lifecycle', true);
  select k.version_id into marker from objects.lock_key(of_bucket, of_key) k
    where k.is_latest and k.delete_marker and k.last_modified = written;
  if marker is not null and not exists (
      select 1 from objects.object_version v
       where v.bucket = of_bucket and v.key = of_key and not v.is_latest) then
    return query select d.outcome, d.blob_ids, d.lost
      from objects.delete_version(of_bucket, versioning, of_key, marker, null, false) d;
  end if;
end
$$;

-- Gives whoever asks rows to deal with, of one kind of lane: of each lane and key the oldest, if nobody holds it.
create function objects.claim_outbox(of_kind text, with_lease uuid, hold interval, most integer)
  returns setof objects.outbox language sql volatile as $$
  update objects.outbox o
     set lease = with_lease, free_at = clock_timestamp() + hold, attempts = o.attempts + 1
   where o.id in (
     select c.id from objects.outbox c
      where c.free_at <= clock_timestamp() and starts_with(c.lane, of_kind)
        and not exists (select 1 from objects.outbox p
                         where p.lane = c.lane and p.bucket = c.bucket and p.key = c.key and p.id < c.id)
      order by c.free_at, c.id limit most for update of c skip locked)
  returning o.*
$$;

-- Ends, or puts off, what a lease is held of, and says of the version how its copies stand. A row that is put off holds
-- up those behind it, which so are not looked at until then. False: the lease was lost, and nothing is done.
create function objects.settle_outbox(of_id bigint, with_lease uuid, result text, pause interval, why text)
  returns boolean language plpgsql volatile as $$
declare
  told objects.outbox;
begin
  select o.* into told from objects.outbox o where o.id = of_id and o.lease = with_lease for update;
  if not found then
    return false;
  end if;
  if result = 'LATER' then
    update objects.outbox o
       set lease = case when o.id = of_id then null else o.lease end,
           free_at = greatest(case when o.id > of_id then o.free_at end, clock_timestamp() + pause),
           reason = case when o.id = of_id then why else o.reason end
     where o.lane = told.lane and o.bucket = told.bucket and o.key = told.key and o.id >= of_id;
    return true;
  end if;

  if starts_with(told.lane, 'copy:') then
    perform from objects.object_version v
      where v.bucket = told.bucket and v.key = told.key and v.version_id = told.version_id for update;
  end if;
  delete from objects.outbox o where o.id = of_id;
  if starts_with(told.lane, 'copy:') then
    update objects.object_version v
       set replication = case when result = 'FAILED' then 'FAILED' else 'COMPLETED' end
     where v.bucket = told.bucket and v.key = told.key and v.version_id = told.version_id
       and (result = 'FAILED' and v.replication in ('PENDING', 'COMPLETED')
            or v.replication = 'PENDING' and not exists (
              select 1 from objects.outbox o
               where o.bucket = told.bucket and o.key = told.key and o.version_id = told.version_id
                 and starts_with(o.lane, 'copy:')));
  end if;
  return true;
end
$$;

-- A copy keeps the version id of what it is a copy of, so that there is one however often it is made. Locks the key, and
-- says whether it has no such version yet.
create function objects.lacks_version(of_bucket text, of_key text, of_version text) returns boolean
  language plpgsql volatile as $$
begin
  perform from objects.lock_key(of_bucket, of_key);
  return not exists (
    select 1 from objects.object_version v
     where v.bucket = of_bucket and v.key = of_key and v.version_id = of_version);
end
$$;

-- Puts the copy of a delete marker in front of all. DONE, THERE, or NOTHING: no bucket that keeps versions.
create function objects.copy_marker(of_bucket text, of_key text, of_version text, written timestamptz) returns text
  language plpgsql volatile as $$
declare
  at bigint;
begin
  perform from objects.bucket b where b.name = of_bucket and b.versioning = 'ENABLED' for key share;
  if not found then
    return 'NOTHING';
  end if;
  if not objects.lacks_version(of_bucket, of_key, of_version) then
    return 'THERE';
  end if;
  at := nextval('objects.version_place');
  perform objects.demote(of_bucket, of_key, of_version);
  insert into objects.object_version
      (bucket, key, version_id, is_latest, place, last_modified, delete_marker, replication)
    values (of_bucket, of_key, of_version, true, at, written, true, 'REPLICA');
  return 'DONE';
end
$$;
