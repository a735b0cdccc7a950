-- Records come some at once and are kept as they come, in one row: a row of its own, with three entries of indexes,
-- cost the database more than the request that it told of.

alter table identity.request_batch
  -- Of those who asked, and of the owners of what was used.
  add column accounts text[] not null default '{}',
  -- A document of JSON on each line. The chain goes over these bytes as they stand here.
  add column records  bytea not null default '',
  -- Whether they are deflated (RFC 1950).
  add column packed   boolean not null default false;

-- As they were hashed before: the chain stays what it was.
update identity.request_batch b set
  records = (select convert_to(string_agg(r.record::text, E'\n' order by r.number), 'UTF8')
               from identity.request_record r where r.number between b.first and b.last),
  accounts = coalesce((select array_agg(distinct a.id) from identity.request_record r,
                              lateral (values (r.account), (r.owner)) a (id)
                        where r.number between b.first and b.last and a.id <> ''), '{}');

drop table identity.request_record;

alter table identity.request_batch
  alter column accounts drop default,
  alter column records drop default,
  alter column packed drop default,
  -- What is deflated already gains nothing from another try.
  alter column records set storage external;

create index request_batch_by_account on identity.request_batch using gin (accounts);

-- Whoever answers requests adds records, and can neither read nor change any.
--
-- used: month, account, bucket, key, requests, kmsCalls, bytesIn, bytesOut; each combination once.
-- keys: id, at, service, region of the last use; each id once.
create function identity.note_batch(
    how_many integer, texts bytea, is_packed boolean, of_accounts text[], used jsonb, keys jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  head identity.request_head;
begin
  select * into head from identity.request_head where one for update;
  head.hash := sha256(head.hash || texts);
  insert into identity.request_batch (last, first, at, hash, accounts, records, packed)
  values (head.number + how_many, head.number + 1, now(), head.hash, of_accounts, texts, is_packed);
  update identity.request_head set number = head.number + how_many, hash = head.hash;

  insert into identity.usage as u (month, account, bucket, kms_key, requests, kms_calls, bytes_in, bytes_out)
  select x.month, x.account, x.bucket, x.key, x.requests, x."kmsCalls", x."bytesIn", x."bytesOut"
    from jsonb_to_recordset(used) x (month date, account text, bucket text, key text, requests bigint,
                                     "kmsCalls" bigint, "bytesIn" bigint, "bytesOut" bigint)
   order by 1, 2, 3, 4
  on conflict (month, account, bucket, kms_key) do update
    set requests = u.requests + excluded.requests, kms_calls = u.kms_calls + excluded.kms_calls,
        bytes_in = u.bytes_in + excluded.bytes_in, bytes_out = u.bytes_out + excluded.bytes_out;

  insert into identity.key_use as u (key_id, used_at, service, region)
  select k.id, x.at, x.service, x.region
    from jsonb_to_recordset(keys) x (id text, at timestamptz, service text, region text)
    join identity.access_key k on k.id = x.id and k.expires_at is null
   order by 1
  on conflict (key_id) do update
    set used_at = excluded.used_at, service = excluded.service, region = excluded.region
   where u.used_at < excluded.used_at;

  if random() < 0.005 then
    delete from identity.request_batch where at < now() - make_interval(days => head.keep_days);
  end if;
end
$$;
revoke execute on function identity.note_batch(integer, bytea, boolean, text[], jsonb, jsonb) from public;

-- For processes of the version before, until they are gone.
create or replace function identity.note_requests(records jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform identity.note_batch(
    jsonb_array_length(records),
    (select convert_to(string_agg(r::text, E'\n' order by n), 'UTF8')
       from jsonb_array_elements(records) with ordinality x (r, n)),
    false,
    (select coalesce(array_agg(distinct a.id), '{}') from jsonb_array_elements(records) x (r),
            lateral (values (r->>'account'), (r->>'owner')) a (id) where a.id <> ''),
    (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from (
       select date_trunc('month', (r->>'at')::timestamptz at time zone 'UTC')::date as month,
              coalesce(nullif(r->>'owner', ''), r->>'account') as account, r->>'bucket' as bucket,
              r->>'kmsKey' as key, count(*) as requests, sum((r->>'kmsCalls')::bigint) as "kmsCalls",
              sum((r->>'bytesIn')::bigint) as "bytesIn", sum((r->>'bytesOut')::bigint) as "bytesOut"
         from jsonb_array_elements(records) x (r)
        where r->>'account' <> '' or r->>'owner' <> ''
        group by 1, 2, 3, 4) s),
    (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from (
       select distinct on (r->>'accessKeyId') r->>'accessKeyId' as id, r->>'at' as at, r->>'service' as service,
              r->>'region' as region
         from jsonb_array_elements(records) x (r)
        order by r->>'accessKeyId', (r->>'at')::timestamptz desc) s));
end
$$;
