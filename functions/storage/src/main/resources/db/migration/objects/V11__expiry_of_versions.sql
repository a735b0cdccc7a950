-- What goes by lifecycle rules where versions are kept. Each looks again, under the lock on the key, whether what was
-- looked at is still so, and then does what a deletion does: what is locked stays. No row where nothing was done.

-- Puts a delete marker in front of the object that was written then, and had these tags.
create function objects.expire_current(
    of_bucket text, versioning text, of_key text, written timestamptz, tagged text)
  returns table (outcome text, blob_ids uuid[], lost boolean) language plpgsql volatile as $$
begin
  perform from objects.lock_key(of_bucket, of_key) k
    where k.is_latest and not k.delete_marker and k.last_modified = written
      and k.tags is not distinct from tagged;
  if found then
    return query select d.outcome, d.blob_ids, d.lost
      from objects.delete_version(of_bucket, versioning, of_key, null, null, false) d;
  end if;
end
$$;

-- Of each version of a key that is not the current one: since when it is not, and how many such are newer.
create function objects.noncurrent(of_bucket text, of_key text)
  returns table (version_id text, since timestamptz, newer bigint) language sql stable as $$
  select x.version_id, x.since, x.newer
    from (select v.version_id, v.is_latest, lag(v.last_modified) over w as since, row_number() over w - 2 as newer
            from objects.object_version v where v.bucket = of_bucket and v.key = of_key
          window w as (order by v.is_latest desc, v.place desc)) x
   where not x.is_latest
$$;

-- Deletes a version that is not the current one since then at least, behind so many newer ones.
create function objects.expire_version(
    of_bucket text, versioning text, of_key text, wanted text, until timestamptz, keep integer)
  returns table (outcome text, blob_ids uuid[], lost boolean) language plpgsql volatile as $$
begin
  perform from objects.lock_key(of_bucket, of_key);
  perform from objects.noncurrent(of_bucket, of_key) n
    where n.version_id = wanted and n.since <= until and n.newer >= keep;
  if found then
    return query select d.outcome, d.blob_ids, d.lost
      from objects.delete_version(of_bucket, versioning, of_key, wanted, null, false) d;
  end if;
end
$$;

-- Deletes a delete marker that was written then and has nothing behind it.
create function objects.expire_marker(of_bucket text, versioning text, of_key text, written timestamptz)
  returns table (outcome text, blob_ids uuid[], lost boolean) language plpgsql volatile as $$
declare
  marker text;
begin
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
