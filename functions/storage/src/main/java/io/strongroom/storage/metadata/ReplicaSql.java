package io.strongroom.storage.metadata;

/** The statements on copies. They take their locks in the order of the package. */
final class ReplicaSql {

  private static final int WIDTH = ObjectColumns.WIDTH;

  private static final String VERSION = "cast($" + (WIDTH + 1) + " as text)";
  private static final String BLOBS = "cast($" + (WIDTH + 2) + " as uuid[])";
  private static final String BYTES = "cast($" + (WIDTH + 3) + " as bytea)";

  private static final String FROM = "cast($" + (WIDTH + 4) + " as text)";

  static final String PUT =
      """
      with b as materialized (
        select name, versioning, lock_mode,
               objects.lock_end(%s, lock_days, lock_years) as lock_until
          from objects.bucket where name = $1 for key share),
      next as materialized (
        select b.name, b.lock_mode, b.lock_until, p.place, p.latest
          from b cross join lateral objects.lacks_version(b.name, $2, %s) as l (lacks)
          cross join lateral objects.place_copy(l.lacks, b.name, $2, %s, %s) p
         where b.versioning = 'ENABLED' and l.lacks),
      written as (
        insert into objects.object_version as v (%s, version_id, place, is_latest)
        select %s, %s, next.place,
               case when next.latest then objects.demote(next.name, $2, %s) else false end
          from next
        on conflict (bucket, key, version_id) do nothing returning v.key),
      added as (
        insert into objects.blob (id, refs)
        select n.id, 1 from written, unnest(%s) as n (id)),
      kept as (
        insert into objects.blob_bytes (blob_id, bytes)
        select n.id, %s from written, unnest(%s) as n (id) where %s is not null)
      select (select count(*) from b where versioning = 'ENABLED') as buckets,
             (select count(*) from next) as lacking, (select count(*) from written) as written
      """
          .formatted(
              ObjectColumns.WRITTEN,
              VERSION,
              VERSION,
              FROM,
              ObjectColumns.NAMES,
              ObjectColumns.VALUES,
              VERSION,
              VERSION,
              BLOBS,
              BYTES,
              BLOBS,
              BYTES);

  static final String MARK = "select objects.copy_marker($1, $2, $3, $4, $5) as outcome";

  static final String SET_MARKS =
      """
      update objects.object_version
         set tags = $4, lock_mode = cast($5 as text), lock_until = cast($6 as timestamptz),
             legal_hold = cast($7 as boolean)
       where bucket = $1 and key = $2 and version_id = $3 and replication = 'REPLICA'
         and not delete_marker
      """;

  private ReplicaSql() {}
}
