package io.strongroom.storage.metadata;

import io.strongroom.domain.name.WriteCondition;
import io.vertx.sqlclient.Tuple;

/**
 * The statements on objects. Each takes its locks in the order of the package: bucket, key, upload,
 * part, blobs by id.
 *
 * <p>A write locks the key ({@code objects.lock_key}) and sees what is there after it has waited
 * for others. A key without any version cannot be locked: of two that write its first, the second
 * meets the row of the first, changes nothing, and is run again.
 */
final class ObjectSql {

  private static final int WIDTH = ObjectColumns.WIDTH;

  /** Parameters behind the object's columns. */
  private static final String RULE = "cast($" + (WIDTH + 1) + " as text)";

  private static final String TAG = "cast($" + (WIDTH + 2) + " as text)";
  private static final String BLOBS = "cast($" + (WIDTH + 3) + " as uuid[])";
  private static final String UPLOAD = "cast($" + (WIDTH + 4) + " as text)";
  private static final String BYTES = "cast($" + (WIDTH + 4) + " as bytea)";

  /** What is remembered of an upload, behind the object's own parameters. */
  private static final String REMEMBERED =
      "cast($%d as text), cast($%d as bytea), cast($%d as bytea), cast($%d as bytea),"
              .formatted(WIDTH + 5, WIDTH + 6, WIDTH + 7, WIDTH + 8)
          + " cast($%d as text), cast($%d as text), cast($%d as text), cast($%d as bytea)"
              .formatted(WIDTH + 9, WIDTH + 10, WIDTH + 11, WIDTH + 12);

  /** Whether the object is not the one that the upload was created over. */
  private static final String TOUCHED =
      "(u.seen is not null" + " and u.seen <> coalesce((select old.blob_ids from old), '{}'))";

  /**
   * {@code there} is what is under the key; {@code old} its current object; {@code next} names what
   * is written, once the condition holds. A version without an id stays where it is among the
   * others while it is the newest.
   */
  private static final String BUCKET_AND_NEXT = bucketAndNext("cast(null as text)");

  /** Tells those who listen that it is no plain write. */
  private static final String BUCKET_AND_COPY =
      bucketAndNext("set_config('strongroom.origin', 'Copy', true)");

  private static final String BUCKET_AND_WHOLE =
      bucketAndNext("set_config('strongroom.origin', 'CompleteMultipartUpload', true)");

  private static String bucketAndNext(String origin) {
    return """
      with b as materialized (
        select name, versioning, lock_mode, %s as origin,
               objects.lock_end(%s, lock_days, lock_years) as lock_until
          from objects.bucket where name = $1 for key share),
      there as materialized (select k.* from b cross join lateral objects.lock_key(b.name, $2) k),
      old as materialized (
        select etag, blob_ids from there where is_latest and not delete_marker),
      placed as materialized (
        select b.name, b.versioning, b.lock_mode, b.lock_until,
               case when b.versioning = 'UNVERSIONED'
                      then (select coalesce(max(place), 0) from there)
                    when b.versioning = 'SUSPENDED'
                         and exists (select 1 from there where is_latest and version_id = 'null')
                      then (select place from there where version_id = 'null')
                    else nextval('objects.version_place') end as place
          from b left join old on true
         where case %s when 'ABSENT' then old.etag is null
                       when 'MATCHES' then coalesce(old.etag = %s, false)
                       else true end),
      next as materialized (
        select name, versioning, place, lock_mode, lock_until,
               case when versioning = 'ENABLED' then objects.version_id(name, place)
                    else 'null' end as version_id
          from placed
         where versioning = 'ENABLED'
            or not exists (select 1 from there where version_id = 'null' and locked)),
      """
        .formatted(origin, ObjectColumns.WRITTEN, RULE, TAG);
  }

  /** Of the version that is replaced, if one is. */
  private static final String OLD_BLOBS =
      "select unnest(t.blob_ids) from there t join next on next.version_id = t.version_id";

  private static final String WRITE =
      "insert into objects.object_version as v ("
          + ObjectColumns.NAMES
          + ", version_id, place, is_latest) select "
          + ObjectColumns.VALUES
          + ", next.version_id, next.place, case when next.versioning = 'UNVERSIONED' then true"
          + " else objects.demote(next.name, $2, next.version_id) end from %s"
          + " on conflict (bucket, key, version_id) do update set "
          + ObjectColumns.FROM_EXCLUDED
          + ", place = excluded.place, is_latest = true, delete_marker = false, restored_until = null"
          + " where exists (select 1 from there where version_id = 'null') returning v.key";

  private static final String OUTCOME =
      """
      select (select count(*) from b) as buckets, (select count(*) from written) as written,
             (select etag from old) as etag,
             exists (select 1 from there t join next on next.version_id = t.version_id
                      where not t.delete_marker and t.blob_ids is null) as lost,
             (select version_id from next) as version_id,
             (select versioning from b) as versioning,
             exists (select 1 from there, b
                      where there.version_id = 'null' and there.locked
                        and b.versioning <> 'ENABLED') as protected
      """;

  private static final String BYTES_BESIDE =
      " left join objects.blob_bytes y"
          + " on y.blob_id = v.blob_ids[1] and cardinality(v.blob_ids) = 1";

  /** Bucket and current version as they are now; no row without the bucket. */
  static final String LOCATE = locate("", "", "v.is_latest");

  /** As above, then the bytes that rest beside the record; null where there are none. */
  static final String LOCATE_TO_READ = locate(", y.bytes", BYTES_BESIDE, "v.is_latest");

  /** The version of the id $3. */
  static final String LOCATE_VERSION = locate("", "", "v.version_id = $3");

  static final String LOCATE_VERSION_TO_READ =
      locate(", y.bytes", BYTES_BESIDE, "v.version_id = $3");

  /** Whether a bucket may have given out a version id: one that was never given out is none. */
  static final String ISSUED =
      """
      select $2 = 'null' or (b.versioning <> 'UNVERSIONED' and objects.place_of(b.name, $2) is not null)
        from objects.bucket b where b.name = $1
      """;

  static final String PUT = put(BUCKET_AND_NEXT);

  static final String PUT_COPY = put(BUCKET_AND_COPY);

  private static String put(String begin) {
    return begin
        + "written as ("
        + WRITE.formatted("next")
        + "), added as (insert into objects.blob (id, refs) select n.id, 1 from written, unnest("
        + BLOBS
        + ") as n (id)), "
        + "kept as (insert into objects.blob_bytes (blob_id, bytes) select n.id, "
        + BYTES
        + " from written, unnest("
        + BLOBS
        + ") as n (id) where "
        + BYTES
        + " is not null), "
        + BlobSql.release(OLD_BLOBS + " where exists (select 1 from written)")
        + OUTCOME;
  }

  static final String PUT_SHARING =
      BUCKET_AND_COPY
          + BlobSql.exchange(BLOBS, OLD_BLOBS, WRITE.formatted(fromSound("")))
          + OUTCOME
          + ", (select holds from sound) as sound";

  /** The parts are locked with their upload, and go only when the object is written. */
  static final String COMPLETE =
      BUCKET_AND_WHOLE
          + """
          u as materialized (
            select x.id, o.blobs as seen
              from b left join old on true join objects.upload x on x.id = %s
              left join objects.upload_origin o on o.upload_id = x.id for update of x),
          p as materialized (
            select x.number, x.blob_id from u join objects.upload_part x on x.upload_id = u.id
             order by x.number for update of x),
          """
              .formatted(UPLOAD)
          + BlobSql.exchange(
              BLOBS,
              OLD_BLOBS + " union all select blob_id from p",
              WRITE.formatted(
                  fromSound("u, ") + " and (" + RULE + " = 'ALWAYS' or not " + TOUCHED + ")"))
          + """
          , unused as (
            delete from objects.upload_part x using p, written
             where x.upload_id = %1$s and x.number = p.number),
          ended as (delete from objects.upload x using written where x.id = %1$s),
          remembered as (
            insert into objects.completed_upload (id, bucket, key, version_id, etag,
                   encryption_mode, kms_key_id, kms_context, kms_bucket_key, data_cipher,
                   service_key_id, service_bucket_key, service_wrapped, customer_envelope,
                   checksum_algorithm, checksum_type, checksum_value, checksum_sealed)
            select %1$s, %2$s, %3$s from written, next),
          aged as materialized (
            select o.id from objects.completed_upload o
             where o.completed_at < now() - interval '2 days'
             order by o.completed_at limit 10 for update skip locked),
          forgotten as (delete from objects.completed_upload o using aged where o.id = aged.id)
          """
              .formatted(UPLOAD, ObjectColumns.REMEMBERED, REMEMBERED)
          + OUTCOME
          + ", (select holds from sound) as sound, (select count(*) from u) as uploads"
          + ", exists (select 1 from u where "
          + TOUCHED
          + ") as touched";

  private ObjectSql() {}

  private static String locate(String more, String join, String which) {
    return "select "
        + BucketRow.columns("b")
        + ", "
        + ObjectColumns.of("v")
        + more
        + " from objects.bucket b left join objects.object_version v"
        + " on v.bucket = b.name and v.key = $2 and "
        + which
        + join
        + " where b.name = $1";
  }

  private static String fromSound(String more) {
    return "next, " + more + "sound where sound.holds";
  }

  /** Adds the two parameters of a condition. */
  static void addTo(Tuple parameters, WriteCondition condition) {
    switch (condition) {
      case WriteCondition.Always _ -> parameters.addValue("ALWAYS").addValue(null);
      case WriteCondition.IfAbsent _ -> parameters.addValue("ABSENT").addValue(null);
      case WriteCondition.IfMatches(var tag) ->
          parameters.addValue("MATCHES").addValue(tag.value());
    }
  }
}
