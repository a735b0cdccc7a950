package io.strongroom.storage.metadata;

/** The statements on jobs and their work. */
final class JobSql {

  private static final String COLUMNS =
      """
      j.id, j.account, j.principal, j.access_key_id, j.key_id, j.bucket, j.prefix, j.mode, j.cipher,
      j.written_before, j.task, j.target, j.target_key_id, j.bucket_key, j.versions, j.bytes,
      j.kms_calls, j.state, j.created_at, j.ended_at, j.reason, j.target_cipher, j.tags,
      j.listing, j.listing_missing, j.locked, j.schedule, j.bytes_per_second, j.into_bucket,
      j.into_prefix, j.into_format
      """;

  /** Parameters 1 to 28. What is made is made once for each row of {@code turn}. */
  private static final String CREATE_FOR_TURN =
      """
      , made as (
        insert into objects.job (id, account, principal, access_key_id, key_id, bucket, prefix,
               mode, cipher, written_before, task, target, target_key_id, bucket_key, versions,
               bytes, kms_calls, created_at, target_cipher, tags, listing, listing_missing,
               locked, schedule, bytes_per_second, into_bucket, into_prefix, into_format, state)
        select cast($1 as text), cast($2 as text), cast($3 as text), cast($4 as text),
               cast($5 as text), cast($6 as text), cast($7 as text), cast($8 as text),
               cast($9 as text), cast($10 as timestamptz), cast($11 as text), cast($12 as text),
               cast($13 as text), cast($14 as boolean), cast($15 as bigint), cast($16 as bigint),
               cast($17 as bigint), cast($18 as timestamptz), cast($19 as text), cast($20 as text),
               cast($21 as text), cast($22 as bigint), cast($23 as bigint), cast($24 as text),
               cast($25 as bigint), cast($26 as text), cast($27 as text), cast($28 as text),
               'ACTIVE' from turn
        returning id, account, bucket, prefix, key_id, mode, cipher, written_before, tags, listing,
                  listing_missing),
      missed as (
        insert into objects.job_count (job_id, slice, result, reason, versions, bytes)
          select id, 0, 'SKIPPED', 'not-found', listing_missing, 0 from made
           where listing_missing > 0),
      open as (
        insert into objects.job_count (job_id, slice, result, reason, versions, bytes)
          select m.id, 0, 'SKIPPED', 'open-upload', count(*), 0 from made m
            join objects.bucket b on b.owner = m.account and (m.bucket is null or b.name = m.bucket)
            join objects.upload u on u.bucket = b.name and starts_with(u.key, m.prefix)
           where m.listing is null and m.tags is null
             and (m.key_id is null or u.wrapping_key_id = m.key_id)
             and (m.mode is null or u.encryption_mode = m.mode)
             and (m.cipher is null or u.data_cipher = m.cipher)
             and (m.written_before is null or u.initiated_at < m.written_before)
           group by m.id having count(*) > 0)
      insert into objects.job_cut (job_id, bucket, key)
        select id, coalesce(bucket, ''), case when bucket is null then '' else prefix end from made
      """;

  static final String CREATE = "with turn as (select 1)" + CREATE_FOR_TURN;

  /** If the schedule $24 is due; the next time $29 seconds from now. */
  static final String CREATE_IF_DUE =
      """
      with turn as (
        insert into objects.job_schedule as s (name, due_at)
          values ($24, clock_timestamp() + make_interval(secs => $29))
          on conflict (name) do update set due_at = excluded.due_at
            where s.due_at <= clock_timestamp() and not exists (
              select 1 from objects.job j where j.schedule = s.name
                 and j.state in ('ACTIVE', 'PAUSED'))
          returning name)
      """
          + CREATE_FOR_TURN;

  /** If the schedule $24 saw another thing than $29. */
  static final String CREATE_IF_CHANGED =
      """
      with turn as (
        update objects.job_schedule s set seen = $29
         where s.name = $24 and s.seen is distinct from $29 returning name)
      """
          + CREATE_FOR_TURN;

  static final String SEE =
      """
      insert into objects.job_schedule as s (name, seen, due_at)
        values ($1, $2, clock_timestamp() + make_interval(secs => $3))
        on conflict (name) do update set seen = excluded.seen, due_at = excluded.due_at
          where s.seen is distinct from excluded.seen
      """;

  /** What a schedule saw, whether it is due, and its oldest job that runs. */
  static final String STANDING =
      """
      select (select seen from objects.job_schedule where name = $1) as seen,
             not exists (select 1 from objects.job_schedule s
                          where s.name = $1 and s.due_at > clock_timestamp())
             and not exists (select 1 from objects.job j where j.schedule = $1
                                and j.state in ('ACTIVE', 'PAUSED')) as due,
             (select j.id from objects.job j where j.schedule = $1
                 and j.state in ('ACTIVE', 'PAUSED') order by j.created_at limit 1) as running
      """;

  /** With what became of versions until now, and the digest over it. */
  private static final String TOLD =
      "select "
          + COLUMNS
          + """
          , (select coalesce(jsonb_agg(jsonb_build_array(c.result, c.reason, c.versions, c.bytes)
                                       order by c.result, c.reason), '[]')
               from (select result, reason, sum(versions)::bigint as versions,
                            sum(bytes)::bigint as bytes
                       from objects.job_count x where x.job_id = j.id
                      group by result, reason) c) as counts,
            (select encode(sha256(coalesce(string_agg(s.digest, ''::bytea order by s.number), '')),
                           'hex')
               from objects.job_slice s where s.job_id = j.id) as digest
            from objects.job j
          """;

  static final String FIND = TOLD + " where j.id = $1";

  static final String LIST =
      TOLD
          + " where cast($1 as text) is null or j.account = $1 order by j.created_at desc limit $2";

  static final String CHANGE =
      """
      update objects.job set state = $3, reason = $4,
             ended_at = case when $3 = 'CANCELLED' then clock_timestamp() else ended_at end
       where id = $1 and state = any (cast($2 as text[]))
      """;

  static final String CLAIM =
      "select s.job_id, s.number, s.done_bucket, s.done_key, s.done_version, s.until_bucket,"
          + " s.until_key, s.until_version, "
          + COLUMNS
          + " from objects.claim_slice($1, make_interval(secs => $2), $3) s"
          + " join objects.job j on j.id = s.job_id";

  static final String RENEW =
      """
      update objects.job_slice set free_at = clock_timestamp() + make_interval(secs => $4)
       where job_id = $1 and number = $2 and lease = $3 and not ended
      """;

  static final String FINDINGS =
      """
      select bucket, key, version, reason, detail from objects.job_finding
       where job_id = $1 order by bucket, key, version limit $2
      """;

  private JobSql() {}

  /**
   * Changes and notes. Keys are locked in one order, and each before its versions. Parameters: job
   * 1, number 2, lease 3, items 4, place 5 to 7, ended 8, seconds until the slice is free 9,
   * whether it is let go 10.
   */
  static final String NOTE =
      """
      with mine as materialized (
        select s.job_id, s.number, set_config('strongroom.origin', 'Job', true) as origin
          from objects.job_slice s join objects.job j on j.id = s.job_id
         where s.job_id = $1 and s.number = $2 and s.lease = $3 and not s.ended
           and j.state = 'ACTIVE' for update of s for share of j),
      item as materialized (
        select i.*, case when i.result = 'CHANGED' then decode(i.expected, 'base64') end as was,
               decode(i.manifest, 'base64') as sealed, cast(i.blobs as uuid[]) as blob_ids
          from mine, jsonb_to_recordset($4) as i (
            n integer, bucket text, key text, version text, result text, reason text,
            detail text, size bigint, seen text, expected text, encryption_mode text,
            kms_key_id text, kms_context jsonb, kms_bucket_key boolean, data_cipher text,
            wrapping_key_id text, envelope text, checksum_algorithm text, checksum_type text,
            checksum_value text, checksum_sealed text, parts text, etag text, manifest text,
            blobs text, bytes text)),
      held as materialized (
        select i.n, v.blob_ids as had
          from (select * from item where result = 'CHANGED'
                 order by bucket collate "C", key collate "C", version collate "C") i
          cross join lateral objects.lock_version(i.bucket, i.key, i.version) v
         where v.envelope = i.was
           and (i.sealed is null
                or objects.version_seen(v.envelope, v.manifest, v.last_modified) = i.seen)
           and not objects.is_locked(v.legal_hold, v.lock_until)),
      changed as (
        update objects.object_version v
           set encryption_mode = i.encryption_mode, kms_key_id = i.kms_key_id,
               kms_context = i.kms_context, kms_bucket_key = i.kms_bucket_key,
               data_cipher = i.data_cipher, wrapping_key_id = i.wrapping_key_id,
               envelope = decode(i.envelope, 'base64'), checksum_algorithm = i.checksum_algorithm,
               checksum_type = i.checksum_type, checksum_value = i.checksum_value,
               checksum_sealed = decode(i.checksum_sealed, 'base64'),
               parts = decode(i.parts, 'base64'), etag = coalesce(i.etag, v.etag),
               manifest = coalesce(i.sealed, v.manifest)
          from item i join held h on h.n = i.n
         where v.bucket = i.bucket and v.key = i.key and v.version_id = i.version
           and v.envelope = i.was
         returning i.n),
      erased as materialized (
        select x.n, x.version, e.outcome, e.blob_ids, e.lost
          from (select * from item where result = 'ERASED'
                 order by bucket collate "C", key collate "C", version collate "C") x
          cross join lateral objects.erase_version(x.bucket, x.key, x.version, x.seen) e),
      queued as materialized (
        select x.n, q.outcome
          from (select * from item where result = 'QUEUED'
                 order by bucket collate "C", key collate "C", version collate "C") x
          cross join lateral objects.queue_copies(x.bucket, x.key, x.version) q (outcome)),
      added as (
        insert into objects.blob (id, refs)
          select b.id, 1 from changed c join item i on i.n = c.n cross join unnest(i.blob_ids) b (id)),
      kept as (
        insert into objects.blob_bytes (blob_id, bytes)
          select i.blob_ids[1], decode(i.bytes, 'base64') from changed c join item i on i.n = c.n
           where i.bytes is not null),
      """
          + BlobSql.release(
              """
              select unnest(h.had) from changed c join held h on h.n = c.n
                join item i on i.n = c.n where i.sealed is not null
              union all select unnest(e.blob_ids) from erased e where e.outcome = 'ERASED'
              """)
          + ", "
          + """
      became as materialized (
        select i.n, i.bucket, i.key, i.version, i.size, i.detail,
               case when i.result = 'CHANGED' and c.n is null then 'SKIPPED'
                    when i.result = 'ERASED' and e.outcome <> 'ERASED' then 'SKIPPED'
                    when i.result = 'QUEUED' and q.outcome <> '' then 'SKIPPED'
                    else i.result end as result,
               case when i.result = 'QUEUED' then q.outcome
                    when i.result = 'ERASED' then case e.outcome when 'ERASED' then i.reason
                           when 'GONE' then 'gone' when 'LOCKED' then 'locked'
                           else 'changed-meanwhile' end
                    when i.result <> 'CHANGED' or c.n is not null then i.reason
                    when v.key is null then 'gone'
                    when objects.is_locked(v.legal_hold, v.lock_until) then 'locked'
                    else 'changed-meanwhile' end as reason
          from item i left join changed c on c.n = i.n left join erased e on e.n = i.n
          left join queued q on q.n = i.n
          left join objects.object_version v on i.result = 'CHANGED' and c.n is null
               and v.bucket = i.bucket and v.key = i.key and v.version_id = i.version),
      counted as (
        insert into objects.job_count as t (job_id, slice, result, reason, versions, bytes)
          select $1, $2, b.result, b.reason, count(*), sum(b.size) from became b
           group by b.result, b.reason
          on conflict (job_id, slice, result, reason) do update
            set versions = t.versions + excluded.versions, bytes = t.bytes + excluded.bytes),
      found as (
        insert into objects.job_finding (job_id, bucket, key, version, reason, detail)
          select $1, b.bucket, b.key, b.version, b.reason, b.detail from became b
           where b.result = 'FAILED' on conflict do nothing),
      moved as (
        update objects.job_slice s
           set done_bucket = $5, done_key = $6, done_version = $7, ended = $8,
               free_at = clock_timestamp() + make_interval(secs => $9),
               lease = case when $10 then null else s.lease end,
               digest = case when exists (select 1 from became) then sha256(s.digest || (
                 select convert_to(string_agg(concat_ws(' ', b.bucket, b.version, b.result, b.reason,
                          b.key), E'\\n' order by b.n), 'UTF8') from became b)) else s.digest end
          from mine where s.job_id = mine.job_id and s.number = mine.number returning s.number),
      paced as (
        update objects.job_cut c
           set paced_until = greatest(coalesce(c.paced_until, clock_timestamp()), clock_timestamp())
                 + make_interval(secs => r.bytes / j.bytes_per_second)
          from mine join objects.job j on j.id = mine.job_id
          cross join (select cast(sum(size) as double precision) as bytes from became
                       where result in ('VERIFIED', 'FAILED', 'CHANGED')) r
         where c.job_id = mine.job_id and j.bytes_per_second is not null and r.bytes is not null)
      select (select count(*) from moved) as held,
             (select coalesce(array_agg(n), '{}') from changed) as changed,
             coalesce((select bool_or(lost) from erased), false) as lost
      """;
}
