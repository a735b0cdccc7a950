-- A request may be refused more than once: noted only at first, then by a key, or for each key of a batch.
create or replace function identity.note_denials(request_ids text[], accounts text[], reasons text[])
  returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- What one account is told of is not shown to another that the request concerned as well.
  with given as (
    select r, a, t, n from unnest(request_ids, accounts, reasons) with ordinality as x (r, a, t, n)
  ), concerned as (
    select distinct on (r) r, a from given order by r, n
  )
  insert into identity.denial as known (request_id, account, at, reason)
  select r, a, now(), left(string_agg(t, E'\n' order by n), 8000)
  from given join concerned using (r, a)
  group by r, a
  on conflict (request_id) do update
    set reason = left(known.reason || E'\n' || excluded.reason, 8000)
    where known.account = excluded.account and length(known.reason) < 8000;
  if random() < 0.02 then
    delete from identity.denial where at < (
      select at from identity.denial order by at desc offset 20000 limit 1);
  end if;
end
$$;
