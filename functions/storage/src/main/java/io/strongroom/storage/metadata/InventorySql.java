package io.strongroom.storage.metadata;

/**
 * Questions about the use of keys. Versions are counted from the index {@code object_by_key} alone,
 * in its order, so many at a time.
 */
final class InventorySql {

  /** From one key to the next by the index, past however many versions each wraps. */
  private static final String WRAPPING =
      """
      with recursive k (id) as (
        (select v.wrapping_key_id from objects.object_version v
          where not v.delete_marker and v.wrapping_key_id > $1
          order by v.wrapping_key_id limit 1)
        union all
        select (select v.wrapping_key_id from objects.object_version v
                 where not v.delete_marker and v.wrapping_key_id > k.id
                 order by v.wrapping_key_id limit 1)
          from k where k.id is not null)
      """;

  private static final String IN_USE =
      """
      exists (select 1 from objects.object_version v
               where v.bucket = b.name and v.wrapping_key_id %s and not v.delete_marker)
      """;

  /** Keys after $1, at most $2. */
  static final String KEYS =
      WRAPPING
          + """
          select x.id from (
            select id from k where id is not null
            union select wrapping_key_id from objects.upload where wrapping_key_id > $1
            union select service_key_id from objects.upload where service_key_id > $1
            union select service_key_id from objects.completed_upload where service_key_id > $1
            union select kms_key_id from identity.sealing_key where kms_key_id > $1) x (id)
           order by x.id limit $2
          """;

  /** Keys after $1, at most $2, that objects and uploads of account $3 need. */
  static final String KEYS_OF_ACCOUNT =
      WRAPPING
          + """
          , of_account as (
            select u.wrapping_key_id, u.service_key_id
              from objects.bucket b join objects.upload u on u.bucket = b.name where b.owner = $3)
          select x.id from (
            select id from k
             where id is not null and exists (select 1 from objects.bucket b
                                               where b.owner = $3 and
          """
          + IN_USE.formatted("= k.id")
          + """
             )
            union select wrapping_key_id from of_account where wrapping_key_id > $1
            union select service_key_id from of_account where service_key_id > $1) x (id)
           order by x.id limit $2
          """;

  /** Buckets of account $2 where key $1 wraps versions. */
  static final String BUCKETS =
      "select b.name from objects.bucket b where b.owner = $2 and " + IN_USE.formatted("= $1");

  /** Buckets of account $2 with versions under customer keys; the key is not given. */
  static final String BUCKETS_CUSTOMER =
      "select b.name from objects.bucket b where cast($1 as text) is null and b.owner = $2 and "
          + IN_USE.formatted("is null");

  /** Key $1, after bucket $2, key $3 and version $4, at most $5. */
  static final String COUNT = count("v.wrapping_key_id = $1");

  /** As above, in bucket $6. */
  static final String COUNT_IN_BUCKET = count("v.wrapping_key_id = $1 and v.bucket = $6");

  /** Under customer keys; the key is not given. */
  static final String COUNT_CUSTOMER =
      count("v.wrapping_key_id is null and cast($1 as text) is null");

  static final String COUNT_CUSTOMER_IN_BUCKET =
      count("v.wrapping_key_id is null and cast($1 as text) is null and v.bucket = $6");

  /** Open uploads that need key $1, in bucket $2 or in all. */
  static final String UPLOADS =
      """
      select u.bucket, b.owner, count(*) as uploads, coalesce(sum(p.parts), 0)::bigint as parts,
             coalesce(sum(p.bytes), 0)::bigint as bytes
        from (select id, bucket from objects.upload where wrapping_key_id = $1
              union select id, bucket from objects.upload where service_key_id = $1) u
        join objects.bucket b on b.name = u.bucket
        left join lateral (select count(*) as parts, sum(x.size) as bytes
                             from objects.upload_part x where x.upload_id = u.id) p on true
       where cast($2 as text) is null or u.bucket = $2
       group by u.bucket, b.owner order by u.bucket
      """;

  /** What else needs key $1, in bucket $2 or in all. */
  static final String BESIDE =
      """
      select (select count(*) from objects.completed_upload c
               where c.service_key_id = $1 and (cast($2 as text) is null or c.bucket = $2)),
             (select count(*) from identity.sealing_key s
                join identity.access_key a on a.sealing_key = s.id where s.kms_key_id = $1),
             (select coalesce(array_agg(b.name order by b.name), '{}') from objects.bucket b
               where b.encryption_kms_key_id = $1 and (cast($2 as text) is null or b.name = $2))
      """;

  private InventorySql() {}

  private static String count(String which) {
    return """
        with part as materialized (
          select bucket, encryption_mode, kms_bucket_key, data_cipher,
                 count(*) filter (where is_latest) as objects, count(*) as versions,
                 sum(size)::bigint as bytes, max(array[bucket, key, version_id]) as last
            from (select * from objects.object_version v
                   where not v.delete_marker and %s
                     and (v.bucket, v.key, v.version_id) > ($2, $3, $4)
                   order by v.bucket, v.key, v.version_id limit $5) page
           group by 1, 2, 3, 4),
        kind as (
          select bucket, encryption_mode, data_cipher,
                 coalesce(kms_bucket_key, encryption_mode in ('NONE', 'SERVICE')) as shared,
                 sum(objects)::bigint as objects, sum(versions)::bigint as versions,
                 sum(bytes)::bigint as bytes
            from part group by 1, 2, 3, 4)
        select k.*, b.owner, (select sum(versions)::bigint from part) as counted,
               (select max(last) from part) as last
          from kind k join objects.bucket b on b.name = k.bucket
         order by k.bucket, k.encryption_mode, k.shared, k.data_cipher
        """
        .formatted(which);
  }
}
