-- Work on many versions. A job is cut into slices, stretches of versions in their order; whoever holds the lease of a
-- slice works on it, and notes by one statement what it changed and what became of each version.

create table objects.job (
  id              text collate "C" primary key,
  account         text not null,
  principal       text not null,
  access_key_id   text not null,
  -- What is selected: of the account's buckets, whatever all of these are true of.
  key_id          text,
  bucket          text collate "C",
  prefix          text collate "C" not null,
  mode            text,
  cipher          text,
  written_before  timestamptz,
  -- What is done with it.
  task            text not null check (task in ('REWRAP', 'ENCRYPT', 'VERIFY')),
  target          text check (target in ('KMS', 'SERVICE')),
  target_key_id   text,
  bucket_key      boolean,
  -- What was counted before.
  versions        bigint not null,
  bytes           bigint not null,
  kms_calls       bigint not null,
  state           text not null check (state in ('ACTIVE', 'PAUSED', 'CANCELLED', 'DONE')),
  created_at      timestamptz not null,
  ended_at        timestamptz,
  reason          text
);
create index job_by_account on objects.job (account, created_at desc);
create index job_active on objects.job (created_at) where state = 'ACTIVE';

-- How far each job is cut: behind this place. A row of its own, so that cutting waits for no one who notes.
create table objects.job_cut (
  job_id   text collate "C" primary key references objects.job (id) on delete cascade,
  bucket   text collate "C" not null default '',
  key      text collate "C" not null default '',
  version  text collate "C" not null default '',
  slices   integer not null default 0,
  whole    boolean not null default false
);

create table objects.job_slice (
  job_id         text collate "C" not null references objects.job (id) on delete cascade,
  number         integer not null,
  -- Behind this place the work goes on, and this is the last one of it.
  done_bucket    text collate "C" not null,
  done_key       text collate "C" not null,
  done_version   text collate "C" not null,
  until_bucket   text collate "C" not null,
  until_key      text collate "C" not null,
  until_version  text collate "C" not null,
  ended          boolean not null default false,
  lease          uuid,
  free_at        timestamptz not null,
  -- Over what became of each version, in order.
  digest         bytea not null default '',
  primary key (job_id, number)
);
create index job_slice_free on objects.job_slice (free_at) where not ended;

create table objects.job_count (
  job_id    text collate "C" not null references objects.job (id) on delete cascade,
  slice     integer not null,
  result    text not null check (result in ('CHANGED', 'VERIFIED', 'SKIPPED', 'FAILED')),
  reason    text not null,
  versions  bigint not null,
  bytes     bigint not null,
  primary key (job_id, slice, result, reason)
);

-- Versions that failed, by name.
create table objects.job_finding (
  job_id   text collate "C" not null references objects.job (id) on delete cascade,
  bucket   text collate "C" not null,
  key      text collate "C" not null,
  version  text collate "C" not null,
  reason   text not null,
  detail   text not null,
  at       timestamptz not null default clock_timestamp(),
  primary key (job_id, bucket, key, version)
);

-- A number that stands for the wrapped key of a bucket in an envelope (SPEC: "SRE1", suite, kind 2, key id and wrapped
-- key each behind a length u16); null where the envelope has none.
create function objects.bucket_key_number(envelope bytea) returns bigint
  language sql immutable strict parallel safe as $$
  select case when octet_length(envelope) > 10 and get_byte(envelope, 5) = 2 then (
    select ('x' || left(md5(substring(envelope from 7 for 4 + i.n
              + 256 * get_byte(envelope, 8 + i.n) + get_byte(envelope, 9 + i.n))), 16))::bit(64)::bigint
      from (select 256 * get_byte(envelope, 6) + get_byte(envelope, 7) as n) i) end
$$;

-- The place behind so many versions of a job's selection as its walk meets them, or of the last one; no row when none
-- follows. The walk is by the key, where one is selected, else by name.
create function objects.job_stretch(j objects.job, after_bucket text, after_key text, after_version text, width integer)
  returns table (bucket text, key text, version text, met bigint) language plpgsql stable as $$
begin
  return query execute format(
    'select x.bucket, x.key, x.version_id, x.n from (
       select v.bucket, v.key, v.version_id, row_number() over (order by v.bucket, v.key, v.version_id) as n
         from objects.object_version v
        where (v.bucket, v.key, v.version_id) > ($1, $2, $3) and starts_with(v.key, $7) %s %s
        order by v.bucket, v.key, v.version_id limit $4) x
      order by x.n desc limit 1',
    case when j.key_id is null then '' else 'and not v.delete_marker and v.wrapping_key_id = $5' end,
    case when j.bucket is null then '' else 'and v.bucket = $6' end)
    using after_bucket, after_key, after_version, width, j.key_id, j.bucket, j.prefix;
end
$$;

-- Gives whoever asks a piece of work: a slice that nobody holds, else the next one of a job. A job of which nothing is
-- left ends. No row: there is nothing to do, or others are about to do it.
create function objects.claim_slice(with_lease uuid, hold interval, width integer)
  returns setof objects.job_slice language plpgsql volatile as $$
declare
  taken   objects.job_slice;
  cut     objects.job_cut;
  j       objects.job;
  stretch record;
begin
  select s.* into taken from objects.job_slice s join objects.job x on x.id = s.job_id
   where not s.ended and s.free_at <= clock_timestamp() and x.state = 'ACTIVE'
   order by s.free_at limit 1 for update of s skip locked;
  if found then
    return query update objects.job_slice s set lease = with_lease, free_at = clock_timestamp() + hold
      where s.job_id = taken.job_id and s.number = taken.number returning s.*;
    return;
  end if;

  for cut in
    select c.* from objects.job_cut c join objects.job x on x.id = c.job_id
     where x.state = 'ACTIVE' order by x.created_at for update of c skip locked
  loop
    select x.* into j from objects.job x where x.id = cut.job_id;
    if not cut.whole then
      select * into stretch from objects.job_stretch(j, cut.bucket, cut.key, cut.version, width);
      if found then
        update objects.job_cut c
           set bucket = stretch.bucket, key = stretch.key, version = stretch.version, slices = cut.slices + 1,
               whole = stretch.met < width
         where c.job_id = cut.job_id;
        return query insert into objects.job_slice as s (job_id, number, done_bucket, done_key, done_version,
            until_bucket, until_key, until_version, lease, free_at)
          values (cut.job_id, cut.slices + 1, cut.bucket, cut.key, cut.version,
            stretch.bucket, stretch.key, stretch.version, with_lease, clock_timestamp() + hold) returning s.*;
        return;
      end if;
      update objects.job_cut c set whole = true where c.job_id = cut.job_id;
    end if;
    update objects.job x set state = 'DONE', ended_at = clock_timestamp(), reason = null
     where x.id = cut.job_id and x.state = 'ACTIVE'
       and not exists (select 1 from objects.job_slice s where s.job_id = cut.job_id and not s.ended);
  end loop;
end
$$;
