-- Who asked what of this service and what became of it: records that are chained by their hashes, and sums by month.

create table identity.request_head (
  one        boolean primary key default true check (one),
  number     bigint not null,
  hash       bytea not null,
  -- How long records are kept.
  keep_days  integer not null default 90 check (keep_days > 0)
);
insert into identity.request_head (number, hash) values (0, '');

create table identity.request_record (
  number   bigint primary key,
  account  text collate "C" not null,
  owner    text collate "C" not null,
  record   jsonb not null
);
create index request_record_by_account on identity.request_record (account, number);
create index request_record_by_owner on identity.request_record (owner, number);

-- Records are added some at once. A hash is SHA-256 of the hash before and the texts of the records since.
create table identity.request_batch (
  last   bigint primary key,
  first  bigint not null,
  at     timestamptz not null,
  hash   bytea not null
);

-- Of the account that owns what was used, else of whoever asked.
create table identity.usage (
  month      date not null,
  account    text collate "C" not null,
  bucket     text collate "C" not null,
  kms_key    text collate "C" not null,
  requests   bigint not null,
  kms_calls  bigint not null,
  bytes_in   bigint not null,
  bytes_out  bigint not null,
  primary key (month, account, bucket, kms_key)
);

-- Whoever answers requests adds records, and can neither read nor change any.
create function identity.note_requests(records jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  head identity.request_head;
  count integer := jsonb_array_length(records);
begin
  select * into head from identity.request_head where one for update;
  insert into identity.request_record (number, account, owner, record)
  select head.number + n, r->>'account', r->>'owner', r from jsonb_array_elements(records) with ordinality x (r, n);
  head.hash := sha256(head.hash || (
    select convert_to(string_agg(r::text, E'\n' order by n), 'UTF8')
      from jsonb_array_elements(records) with ordinality x (r, n)));
  insert into identity.request_batch (last, first, at, hash)
  values (head.number + count, head.number + 1, now(), head.hash);
  update identity.request_head set number = head.number + count, hash = head.hash;

  insert into identity.usage as u (month, account, bucket, kms_key, requests, kms_calls, bytes_in, bytes_out)
  select date_trunc('month', (r->>'at')::timestamptz at time zone 'UTC')::date,
         coalesce(nullif(r->>'owner', ''), r->>'account'), r->>'bucket', r->>'kmsKey',
         count(*), sum((r->>'kmsCalls')::bigint), sum((r->>'bytesIn')::bigint), sum((r->>'bytesOut')::bigint)
    from jsonb_array_elements(records) x (r)
   where r->>'account' <> '' or r->>'owner' <> ''
   group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (month, account, bucket, kms_key) do update
    set requests = u.requests + excluded.requests, kms_calls = u.kms_calls + excluded.kms_calls,
        bytes_in = u.bytes_in + excluded.bytes_in, bytes_out = u.bytes_out + excluded.bytes_out;

  insert into identity.key_use as u (key_id, used_at, service, region)
  select distinct on (k.id) k.id, (r->>'at')::timestamptz, r->>'service', r->>'region'
    from jsonb_array_elements(records) x (r)
    join identity.access_key k on k.id = r->>'accessKeyId' and k.expires_at is null
   order by k.id, (r->>'at')::timestamptz desc
  on conflict (key_id) do update
    set used_at = excluded.used_at, service = excluded.service, region = excluded.region
   where u.used_at < excluded.used_at;

  if random() < 0.005 then
    with gone as (
      delete from identity.request_batch where at < now() - make_interval(days => head.keep_days) returning last)
    delete from identity.request_record where number <= (select max(last) from gone);
  end if;
end
$$;
revoke execute on function identity.note_requests(jsonb) from public;
