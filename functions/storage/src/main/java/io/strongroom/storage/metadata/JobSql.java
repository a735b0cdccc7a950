package io.strongroom.storage.metadata;

import io.strongroom.domain.record.JobSelection;

/** The statements on jobs and their work. */
final class JobSql {

  private static final String COLUMNS =
      """
      j.id, j.account, j.principal, j.access_key_id, j.key_id, j.bucket, j.prefix, j.mode, j.cipher,
      j.written_before, j.task, j.target, j.target_key_id, j.bucket_key, j.versions, j.bytes,
      j.kms_calls, j.state, j.created_at, j.ended_at, j.reason
      """;

  static final String CREATE =
      """
      with made as (
        insert into objects.job (id, account, principal, access_key_id, key_id, bucket, prefix,
               mode, cipher, written_before, task, target, target_key_id, bucket_key, versions,
               bytes, kms_calls, state, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                'ACTIVE', $18) returning id, bucket, prefix)
      insert into objects.job_cut (job_id, bucket, key)
        select id, coalesce(bucket, ''), case when bucket is null then '' else prefix end from made
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

  static final String FINDINGS =
      """
      select bucket, key, version, reason, detail from objects.job_finding
       where job_id = $1 order by bucket, key, version limit $2
      """;

  private JobSql() {}

  /**
   * The walk over what is selected: by the key, where one is, else by name. Parameters: place 1 to
   * 3, limit 4, account 5, prefix 6, mode 7, cipher 8, time 9, key 10, bucket 11.
   */
  private static String walk(JobSelection selection, String columns, String more) {
    return "select "
        + columns
        + " from objects.object_version v where (v.bucket, v.key, v.version_id) > ($1, $2, $3)"
        + (selection.key().isPresent()
            ? " and not v.delete_marker and v.wrapping_key_id = $10"
            : " and cast($10 as text) is null")
        + (selection.bucket().isPresent()
            ? " and v.bucket = $11"
            : " and cast($11 as text) is null")
        + more
        + " order by v.bucket, v.key, v.version_id limit $4";
  }

  private static final String SELECTED =
      """
      starts_with(%1$s.key, $6)
      and (cast($7 as text) is null or %1$s.encryption_mode = $7)
      and (cast($8 as text) is null or %1$s.data_cipher = $8)
      and (cast($9 as timestamptz) is null or %1$s.last_modified < $9)
      """;

  /** How many of those that are looked at are selected. */
  static String count(JobSelection selection) {
    return "with page as materialized ("
        + walk(
            selection,
            "v.bucket, v.key, v.version_id, v.size, v.encryption_mode, v.kms_bucket_key,"
                + " v.data_cipher, v.last_modified, v.envelope, v.delete_marker",
            "")
        + """
        ), seen as (
          select p.size, p.encryption_mode = 'KMS' and not coalesce(p.kms_bucket_key, false) as own,
                 case when p.encryption_mode = 'KMS' and not coalesce(p.kms_bucket_key, false)
                        then null else objects.bucket_key_number(p.envelope) end as number
            from page p join objects.bucket b on b.name = p.bucket and b.owner = $5
           where not p.delete_marker and"""
        + " "
        + SELECTED.formatted("p")
        + """
        )
        select (select count(*) from page) as looked, l.bucket, l.key, l.version_id,
               (select count(*) from seen) as versions,
               (select coalesce(sum(size), 0)::bigint from seen) as bytes,
               (select count(*) from seen where own) as own,
               (select coalesce(array_agg(distinct number), '{}') from seen
                 where number is not null) as numbers
          from (select bucket, key, version_id from page
                 order by bucket desc, key desc, version_id desc limit 1) l
        """;
  }

  /** Versions of a slice up to place 12 to 14. */
  static String next(JobSelection selection) {
    return walk(
        selection,
        ObjectColumns.of("v"),
        " and (v.bucket, v.key, v.version_id) <= ($12, $13, $14)"
            + " and exists (select 1 from objects.bucket b where b.name = v.bucket and b.owner = $5)"
            + " and "
            + SELECTED.formatted("v"));
  }

  /**
   * Changes and notes. Versions are locked in one order. Parameters: job 1, number 2, lease 3,
   * items 4, place 5 to 7, ended 8, seconds until the slice is free 9, whether it is let go 10.
   */
  static final String NOTE =
      """
      with mine as materialized (
        select s.job_id, s.number from objects.job_slice s join objects.job j on j.id = s.job_id
         where s.job_id = $1 and s.number = $2 and s.lease = $3 and not s.ended
           and j.state = 'ACTIVE' for update of s for share of j),
      item as materialized (
        select i.*, case when i.result = 'CHANGED' then decode(i.expected, 'base64') end as was
          from mine, jsonb_to_recordset($4) as i (
            n integer, bucket text, key text, version text, result text, reason text,
            detail text, size bigint, expected text, encryption_mode text, kms_key_id text,
            kms_context jsonb, kms_bucket_key boolean, data_cipher text, wrapping_key_id text,
            envelope text, checksum_algorithm text, checksum_type text, checksum_value text,
            checksum_sealed text, parts text)),
      held as materialized (
        select i.n from item i join objects.object_version v
            on v.bucket = i.bucket and v.key = i.key and v.version_id = i.version
         where i.result = 'CHANGED' and v.envelope = i.was
           and not objects.is_locked(v.legal_hold, v.lock_until)
         order by v.bucket, v.key, v.version_id for update of v),
      changed as (
        update objects.object_version v
           set encryption_mode = i.encryption_mode, kms_key_id = i.kms_key_id,
               kms_context = i.kms_context, kms_bucket_key = i.kms_bucket_key,
               data_cipher = i.data_cipher, wrapping_key_id = i.wrapping_key_id,
               envelope = decode(i.envelope, 'base64'), checksum_algorithm = i.checksum_algorithm,
               checksum_type = i.checksum_type, checksum_value = i.checksum_value,
               checksum_sealed = decode(i.checksum_sealed, 'base64'),
               parts = decode(i.parts, 'base64')
          from item i join held h on h.n = i.n
         where v.bucket = i.bucket and v.key = i.key and v.version_id = i.version
           and v.envelope = i.was
         returning i.n),
      became as materialized (
        select i.n, i.bucket, i.key, i.version, i.size, i.detail,
               case when i.result = 'CHANGED' and c.n is null then 'SKIPPED' else i.result end as result,
               case when i.result <> 'CHANGED' or c.n is not null then i.reason
                    when v.key is null then 'gone'
                    when objects.is_locked(v.legal_hold, v.lock_until) then 'locked'
                    else 'changed-meanwhile' end as reason
          from item i left join changed c on c.n = i.n
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
          from mine where s.job_id = mine.job_id and s.number = mine.number returning s.number)
      select (select count(*) from moved) as held, (select count(*) from changed) as changed
      """;
}
