-- As it was, but that whoever waited for a version keeps no lock on it when it is the current one no more. One who
-- named that version has the lock on the current one by then, and waits for this one: two in a circle.
create or replace function objects.lock_key(of_bucket text, of_key text)
  returns table (version_id text, is_latest boolean, delete_marker boolean, place bigint, etag text, blob_ids uuid[],
                 last_modified timestamptz, tags text, locked boolean)
  language plpgsql volatile as $$
#variable_conflict use_column
begin
  -- Mostly nobody has it: no savepoint then. The version is found by its id, so that it is seen if another became the
  -- current one before the lock was there. That lock cannot be given back but with all that was done.
  select v.version_id, v.is_latest, v.delete_marker, v.place, v.etag, v.blob_ids,
         v.last_modified, v.tags, objects.is_locked(v.legal_hold, v.lock_until)
    into version_id, is_latest, delete_marker, place, etag, blob_ids, last_modified, tags, locked
    from objects.object_version v
   where v.bucket = of_bucket and v.key = of_key and v.version_id = (
     select c.version_id from objects.object_version c
      where c.bucket = of_bucket and c.key = of_key and c.is_latest)
     for update of v skip locked;
  if found then
    if not is_latest then
      raise exception 'another became the current version' using errcode = 'serialization_failure';
    end if;
    return next;
  end if;
  while not found loop
    perform from objects.object_version v
      where v.bucket = of_bucket and v.key = of_key and v.is_latest;
    if not found then
      return;
    end if;
    begin
      return query
        select v.version_id, v.is_latest, v.delete_marker, v.place, v.etag, v.blob_ids,
               v.last_modified, v.tags, objects.is_locked(v.legal_hold, v.lock_until)
          from objects.object_version v
         where v.bucket = of_bucket and v.key = of_key and v.is_latest
           for update of v;
      if not found then
        raise exception 'another is the current version by now' using errcode = 'SRNEW';
      end if;
    exception when sqlstate 'SRNEW' then
      perform where false;
    end;
  end loop;
  return query
    select v.version_id, v.is_latest, v.delete_marker, v.place, v.etag, v.blob_ids,
           v.last_modified, v.tags, objects.is_locked(v.legal_hold, v.lock_until)
      from objects.object_version v
     where v.bucket = of_bucket and v.key = of_key and v.version_id = 'null' and not v.is_latest
       for update of v;
end
$$;

-- Locks a key, then one of its versions, and returns that as it is by then.
create function objects.lock_version(of_bucket text, of_key text, of_version text)
  returns setof objects.object_version language plpgsql volatile as $$
begin
  perform from objects.lock_key(of_bucket, of_key);
  return query
    select v.* from objects.object_version v
     where v.bucket = of_bucket and v.key = of_key and v.version_id = of_version for update of v;
end
$$;
