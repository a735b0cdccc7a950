package io.strongroom.storage.metadata;

/** The statements on buckets. */
final class BucketSql {

  static final String FIND =
      "select " + BucketRow.columns("b") + " from objects.bucket b where b.name = $1";

  static final String CREATE =
      "with made as (insert into objects.bucket as n ("
          + BucketRow.columns("n").replace("n.", "")
          + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
          + " $16, $17, $18, $19)"
          + " on conflict (name) do nothing returning "
          + BucketRow.columns("n")
          + ") select * from made union all select "
          + BucketRow.columns("b")
          + " from objects.bucket b where b.name = $1";

  /**
   * Waits for the writers in the bucket, and lets no new one in. What they wrote since the
   * statement began is not seen, but fails it by the tables' references, and it is run again.
   */
  static final String DELETE =
      """
      with b as materialized (
        select name, versioning from objects.bucket where name = $1 for update),
      filled as materialized (
        select exists (select 1 from objects.object_version v where v.bucket = b.name) as yes
          from b),
      u as materialized (
        select x.id from filled join objects.upload x on not filled.yes
         where x.bucket = $1 order by x.id for update of x),
      parts as (
        delete from objects.upload_part x using u where x.upload_id = u.id returning x.blob_id),
      """
          + BlobSql.release("select blob_id from parts")
          + """
          , ended as (delete from objects.upload x using u where x.id = u.id),
          gone as (
            delete from objects.bucket x using b, filled
             where x.name = b.name and not filled.yes returning x.name)
          select (select count(*) from b) as buckets, (select count(*) from gone) as gone,
                 (select versioning from b) as versioning
          """;

  static final String SET_ENCRYPTION =
      "update objects.bucket set encryption_algorithm = $2, encryption_kms_key_id = $3,"
          + " encryption_kms_project = $4, encryption_data_cipher = $5,"
          + " encryption_bucket_key = $6, encryption_block_customer_keys = $7 where name = $1";

  /** Takes the names away that are null now, and the document when it is empty. */
  static final String SET =
      """
      update objects.bucket
         set settings = nullif(jsonb_strip_nulls(coalesce(settings, '{}') || cast($2 as jsonb)), '{}')
       where name = $1
      """;

  /** As {@link #SET}, of those who are told: they are told that. */
  static final String SET_AND_TEST =
      "with done as ("
          + SET
          + " returning name), told as (select objects.tell_test(name, cast($3 as text[])) as n"
          + " from done) select (select count(*) from done) as buckets, (select sum(n) from told) as n";

  static final String USAGE =
      """
      select cast(coalesce(sum(v.size), 0) as bigint) as bytes, count(*) as objects
        from objects.object_version v where v.bucket = $1 and not v.delete_marker
      """;

  static final String STORED =
      """
      select cast(coalesce((select sum(v.size) from objects.object_version v
                             where v.bucket = $1 and not v.delete_marker), 0)
                  + coalesce((select sum(p.size)
                                from objects.upload u join objects.upload_part p on p.upload_id = u.id
                               where u.bucket = $1), 0) as bigint) as bytes
      """;

  /** A bucket that locks versions keeps them for ever; one that is copied, as long as it is. */
  static final String SET_VERSIONING =
      """
      with b as (select name, settings from objects.bucket where name = $1),
      done as (
        update objects.bucket set versioning = $2
         where name = $1
           and ($2 = 'ENABLED' or not object_lock and not coalesce(settings ? 'replication', false))
        returning name)
      select (select count(*) from b) as buckets, (select count(*) from done) as done,
             exists (select 1 from b where settings ? 'replication') as copied
      """;

  /** Where {@code $2}, a bucket that keeps versions begins to lock them. */
  static final String SET_LOCK =
      """
      with b as (select name from objects.bucket where name = $1),
      done as (
        update objects.bucket
           set object_lock = true, lock_mode = cast($3 as text),
               lock_days = cast($4 as integer), lock_years = cast($5 as integer)
         where name = $1 and (object_lock or (cast($2 as boolean) and versioning = 'ENABLED'))
        returning name)
      select (select count(*) from b) as buckets, (select count(*) from done) as done
      """;

  static final String SET_BLOCK =
      "update objects.bucket set public_access_block = $2 where name = $1";

  private BucketSql() {}
}
