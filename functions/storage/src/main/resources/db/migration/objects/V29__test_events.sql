-- Whoever is to be told is told that once, when it is set: by the statement that sets it.
create function objects.tell_test(of_bucket text, of_lanes text[]) returns bigint
  language sql volatile security definer set search_path = pg_catalog as $$
  with told as (
    insert into objects.outbox (lane, bucket, key, version_id, event)
      select l.lane, of_bucket, 'TestEvent', 'null', 'TestEvent' from unnest(of_lanes) as l (lane)
      returning id)
  select count(*) from told
$$;
