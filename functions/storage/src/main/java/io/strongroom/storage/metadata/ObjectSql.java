package io.strongroom.storage.metadata;

import io.strongroom.domain.name.WriteCondition;
import io.vertx.sqlclient.Tuple;

/**
 * The statements on objects. Each takes its locks in the order of the package: bucket, object,
 * upload, part, blobs by id.
 *
 * <p>A write locks the row that it replaces ({@code old}) and reads it in its newest form. A row
 * that somebody inserted since the statement began cannot be seen so; the insert meets it, changes
 * nothing, and the statement is run again.
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

  private static final String BUCKET_AND_OLD =
      """
      with b as materialized (
        select name from objects.bucket where name = $1 for key share),
      old as materialized (
        select v.etag, v.blob_ids from b join objects.object_version v on v.bucket = b.name
         where v.key = $2 and v.version_id = $3 for update of v),
      ready as (
        select b.name from b left join old on true
         where case %s when 'ABSENT' then old.etag is null
                       when 'MATCHES' then coalesce(old.etag = %s, false)
                       else true end),
      """
          .formatted(RULE, TAG);

  private static final String WRITE =
      "insert into objects.object_version as v ("
          + ObjectColumns.NAMES
          + ", is_latest) select "
          + ObjectColumns.PARAMETERS
          + ", true from %s on conflict (bucket, key, version_id) do update set "
          + ObjectColumns.FROM_EXCLUDED
          + ", is_latest = true where exists (select 1 from old) returning v.key";

  private static final String OUTCOME =
      """
      select (select count(*) from b) as buckets, (select count(*) from written) as written,
             (select etag from old) as etag,
             exists (select 1 from old where blob_ids is null) as lost
      """;

  private static final String OLD_BLOBS =
      "select unnest(old.blob_ids) from old where exists (select 1 from written)";

  /** Bucket and object as they are now; no row without the bucket. */
  static final String LOCATE = locate("", "");

  /** As above, then the bytes that rest beside the record; null where there are none. */
  static final String LOCATE_TO_READ =
      locate(
          ", y.bytes",
          " left join objects.blob_bytes y"
              + " on y.blob_id = v.blob_ids[1] and cardinality(v.blob_ids) = 1");

  static final String PUT =
      BUCKET_AND_OLD
          + "written as ("
          + WRITE.formatted("ready")
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
          + BlobSql.release(OLD_BLOBS)
          + OUTCOME;

  static final String PUT_SHARING =
      BUCKET_AND_OLD
          + BlobSql.exchange(
              BLOBS, "select unnest(old.blob_ids) from old", WRITE.formatted(fromSound("")))
          + OUTCOME
          + ", (select holds from sound) as sound";

  /** The parts are locked with their upload, and go only when the object is written. */
  static final String COMPLETE =
      BUCKET_AND_OLD
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
              "select unnest(old.blob_ids) from old union all select blob_id from p",
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
            select %1$s, %2$s, %3$s from written),
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

  static final String REPLACE_RECORD =
      "update objects.object_version set "
          + ObjectColumns.FROM_PARAMETERS
          + " where bucket = $1 and key = $2 and version_id = $3 and envelope = cast($"
          + (WIDTH + 1)
          + " as bytea)";

  private static final String SEEN =
      """
      with g as materialized (
        select b.name from objects.bucket b
         where b.name = $1 and (cast($2 as uuid) is null or b.revision = cast($2 as uuid))),
      """;

  static final String DELETE =
      SEEN
          + """
          old as materialized (
            select v.key, v.version_id, v.etag, v.blob_ids
              from g join objects.object_version v on v.bucket = g.name
             where v.key = $3 and v.version_id = $4 for update of v),
          gone as (
            delete from objects.object_version v using old
             where v.bucket = $1 and v.key = old.key and v.version_id = old.version_id
               and (cast($5 as text) is null or old.etag = cast($5 as text)) returning v.key),
          """
          + BlobSql.release(
              "select unnest(old.blob_ids) from old where exists (select 1 from gone)")
          + """
          select (select count(*) from g) as buckets, (select count(*) from gone) as gone,
                 (select etag from old) as etag,
                 exists (select 1 from old where blob_ids is null) as lost
          """;

  static final String DELETE_ALL =
      SEEN
          + """
          old as materialized (
            select v.key, v.version_id, v.blob_ids
              from g join objects.object_version v on v.bucket = g.name
             where v.key = any(cast($3 as text[])) and v.is_latest order by v.key for update of v),
          gone as (
            delete from objects.object_version v using old
             where v.bucket = $1 and v.key = old.key and v.version_id = old.version_id
             returning v.key),
          """
          + BlobSql.release("select unnest(old.blob_ids) from old join gone on gone.key = old.key")
          + """
          select (select count(*) from g) as buckets,
                 exists (select 1 from old where blob_ids is null) as lost
          """;

  private ObjectSql() {}

  private static String locate(String more, String join) {
    return "select "
        + BucketRow.columns("b")
        + ", "
        + ObjectColumns.of("v")
        + more
        + " from objects.bucket b left join objects.object_version v"
        + " on v.bucket = b.name and v.key = $2 and v.is_latest and not v.delete_marker"
        + join
        + " where b.name = $1";
  }

  private static String fromSound(String more) {
    return "ready, " + more + "sound where sound.holds";
  }

  /** Adds the two parameters of a condition. */
  static void addTo(Tuple parameters, WriteCondition condition) {
    switch (condition) {
      case WriteCondition.Always always -> parameters.addValue("ALWAYS").addValue(null);
      case WriteCondition.IfAbsent absent -> parameters.addValue("ABSENT").addValue(null);
      case WriteCondition.IfMatches(var tag) ->
          parameters.addValue("MATCHES").addValue(tag.value());
    }
  }
}
