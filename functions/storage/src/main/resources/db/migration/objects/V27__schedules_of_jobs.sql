-- Jobs that come again by themselves, jobs that read no faster than they are told, and jobs that write down what there
-- is. Adds only; a process of the version before knows no pace, and works as fast as it can.

-- What was done last of each kind of work that comes again. Whoever makes its job changes the row by the same statement.
create table objects.job_schedule (
  name    text collate "C" primary key,
  -- What was there when it was looked at last; null where nothing is looked at.
  seen    text,
  due_at  timestamptz not null
);

alter table objects.job
  drop constraint job_task_check,
  add constraint job_task_check
    check (task in ('REWRAP', 'ENCRYPT', 'VERIFY', 'REENCRYPT', 'ERASE', 'INVENTORY')),
  add column schedule         text collate "C",
  add column bytes_per_second bigint check (bytes_per_second > 0),
  -- Of an inventory: where its files go.
  add column into_bucket      text collate "C",
  add column into_prefix      text collate "C";

create index job_by_schedule on objects.job (schedule) where state in ('ACTIVE', 'PAUSED');

alter table objects.job_count
  drop constraint job_count_result_check,
  add constraint job_count_result_check
    check (result in ('CHANGED', 'VERIFIED', 'ERASED', 'LISTED', 'SKIPPED', 'FAILED'));

-- Until when nobody is to go on with the job, so that it reads no faster than it should.
alter table objects.job_cut add column paced_until timestamptz;

-- As it was, but that it lets jobs alone which have read enough for now, and gives inventories wider slices.
create or replace function objects.claim_slice(with_lease uuid, hold interval, width integer)
  returns setof objects.job_slice language plpgsql volatile as $$
declare
  taken   objects.job_slice;
  cut     objects.job_cut;
  j       objects.job;
  stretch record;
  wide    integer;
begin
  select s.* into taken from objects.job_slice s join objects.job x on x.id = s.job_id
   where not s.ended and s.free_at <= clock_timestamp() and x.state = 'ACTIVE'
     and (x.bytes_per_second is null or not exists (
       select 1 from objects.job_cut c where c.job_id = x.id and c.paced_until > clock_timestamp()))
   order by s.free_at limit 1 for update of s skip locked;
  if found then
    return query update objects.job_slice s set lease = with_lease, free_at = clock_timestamp() + hold
      where s.job_id = taken.job_id and s.number = taken.number returning s.*;
    return;
  end if;

  for cut in
    select c.* from objects.job_cut c join objects.job x on x.id = c.job_id
     where x.state = 'ACTIVE' and (c.paced_until is null or c.paced_until <= clock_timestamp())
     order by x.created_at for update of c skip locked
  loop
    select x.* into j from objects.job x where x.id = cut.job_id;
    if not cut.whole then
      wide := case j.task when 'INVENTORY' then 5 * width else width end;
      select * into stretch from objects.job_stretch(j, cut.bucket, cut.key, cut.version, wide);
      if found then
        update objects.job_cut c
           set bucket = stretch.bucket, key = stretch.key, version = stretch.version, slices = cut.slices + 1,
               whole = stretch.met < wide
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
