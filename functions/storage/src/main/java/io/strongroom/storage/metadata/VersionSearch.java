package io.strongroom.storage.metadata;

import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.ListingPage.ChecksumInfo;
import io.strongroom.domain.record.VersionListing;
import io.strongroom.domain.record.VersionListing.Entry;
import io.strongroom.domain.record.VersionListing.Next;
import io.strongroom.domain.record.VersionListing.Page;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing of versions, by one statement. Current versions and older ones are in one
 * index each, both in the order of the listing, and are read side by side. With a delimiter they
 * are walked, from version to version and from common prefix to common prefix.
 */
final class VersionSearch {

  private static final String COLUMNS =
      """
      v.key as key, v.version_id as version_id, v.is_latest as is_latest, v.place as place,
      v.last_modified as last_modified, v.delete_marker as delete_marker, v.size as size,
      v.etag as etag, v.storage_class as storage, v.checksum_algorithm as algorithm,
      v.checksum_type as type,
      coalesce(v.system_metadata ? 'appendable', false) as appendable,
      case when v.restored_until > now() then v.restored_until end as restored
      """;

  /**
   * From where the page goes on, amid one key's versions; a version that is gone keeps its place.
   */
  private static final String MARKER =
      """
      marker as materialized (
        select case when $version = 'null'
                    then coalesce((select x.place from objects.object_version x
                                    where x.bucket = $1 and x.key = $key and x.version_id = 'null'),
                                  9223372036854775807)
                    else objects.place_of($1, $version) end as place)
      """;

  /** From version to version of one key, and from common prefix to common prefix. */
  private static final String WALK =
      """
      with recursive $marker walk (step, key, version_id, place, at) as (
        (select 1, f.key, f.version_id, f.place, position($sought in substr(f.key, $behind))
           from ($start) f)
        union all
        select w.step + 1, n.key, n.version_id, n.place,
               position($sought in substr(n.key, $behind))
          from walk w cross join lateral (
            select x.* from (
              (select v.key, v.version_id, v.place, 0 as rank
                 from objects.object_version v
                where w.at = 0 and v.bucket = $1 and not v.is_latest and v.key = w.key
                  and v.place < w.place
                order by v.place desc limit 1)
              union all
              (select v.key, v.version_id, v.place, 1
                 from objects.object_version v
                where v.bucket = $1 and v.is_latest$until
                  and v.key >= case when w.at > 0
                                    then left(w.key, $behind - 2 + w.at) || $beyond
                                    else w.key || chr(1) end
                order by v.key limit 1)) x
            order by x.rank limit 1) n
         where w.step < $steps)
      select $columns from walk w join objects.object_version v
          on v.bucket = $1 and v.key = w.key and v.version_id = w.version_id
       order by w.step
      """;

  private final VersionListing.Query query;
  private final KeyRange range;
  private final Tuple parameters = Tuple.tuple();
  private int bound;

  VersionSearch(VersionListing.Query query) {
    this.query = query;
    this.range = new KeyRange(query.prefix(), query.delimiter());
  }

  /** A statement and its parameters. */
  record Question(String sql, Tuple parameters) {}

  /** Empty when the page is empty for sure. */
  Optional<Question> question() {
    boolean amidKey = isAmidKey();
    Optional<String> from =
        amidKey ? Optional.of(query.keyMarker()) : range.from(query.keyMarker());
    if (query.limit() == 0 || from.isEmpty()) {
      return Optional.empty();
    }
    bind(query.bucket().value(), "text");
    String first = bind(from.get(), "text");
    String until = range.until().map(end -> " and v.key < " + bind(end, "text")).orElse("");
    String steps = bind(query.limit() + 1, "integer");
    String marker = "";
    if (amidKey) {
      String version = query.versionMarker().map(VersionId::value).orElse("");
      marker = MARKER.replace("$key", first).replace("$version", bind(version, "text"));
    }
    Start start = new Start(first, until, amidKey);
    String sql =
        range.delimiter().isPresent()
            ? walking(start, marker, steps)
            : inOrder(start, marker, steps);
    return Optional.of(new Question(sql, parameters));
  }

  /** A key inside a common prefix is listed with it, and behind it nothing of it is. */
  private boolean isAmidKey() {
    return query.versionMarker().isPresent()
        && query.keyMarker().startsWith(query.prefix())
        && range.commonPrefix(query.keyMarker()).isEmpty();
  }

  private String bind(Object value, String type) {
    parameters.addValue(value);
    bound++;
    return "cast($" + bound + " as " + type + ")";
  }

  /**
   * @param first the least key
   * @param until a bound on keys, or nothing
   * @param amidKey whether only versions behind the marker are wanted of that key
   */
  private record Start(String first, String until, boolean amidKey) {

    String latest(String columns) {
      String behind =
          amidKey ? " and (v.key > " + first + " or v.place < (select place from marker))" : "";
      return "select "
          + columns
          + " from objects.object_version v where v.bucket = $1"
          + " and v.is_latest and v.key >= "
          + first
          + until
          + behind
          + " order by v.key";
    }

    String older(String columns) {
      String comparison = amidKey ? " > " : " >= ";
      return "select "
          + columns
          + " from objects.object_version v where v.bucket = $1"
          + " and not v.is_latest and v.key"
          + comparison
          + first
          + until
          + " order by v.key, v.place desc";
    }

    String olderOfMarker(String columns) {
      return "select "
          + columns
          + " from objects.object_version v where v.bucket = $1"
          + " and not v.is_latest and v.key = "
          + first
          + " and v.place < (select place from marker) order by v.place desc";
    }

    /** All three, each cut at {@code limit}, in the order of the listing. */
    String all(String columns, String limit) {
      String more = amidKey ? " union all (" + olderOfMarker(columns) + limit + ")" : "";
      return "("
          + latest(columns)
          + limit
          + ") union all ("
          + older(columns)
          + limit
          + ")"
          + more
          + " order by key, is_latest desc, place desc"
          + limit;
    }
  }

  private static String inOrder(Start start, String marker, String steps) {
    String with = marker.isEmpty() ? "" : "with " + marker;
    return with + start.all(COLUMNS, " limit " + steps);
  }

  /** {@code at} is where the delimiter starts behind the prefix, 0 when it does not occur. */
  private String walking(Start start, String marker, String steps) {
    String delimiter = range.delimiter().orElseThrow();
    String sought = bind(delimiter, "text");
    String behind = bind(range.prefixLength() + 1, "integer");
    String beyond = bind(KeyRange.beyond(delimiter), "text");
    String columns =
        "v.key as key, v.version_id as version_id, v.is_latest as is_latest, v.place as place";
    return WALK.replace("$marker", marker.isEmpty() ? "" : marker + ", ")
        .replace("$start", start.all(columns, " limit 1"))
        .replace("$sought", sought)
        .replace("$behind", behind)
        .replace("$beyond", beyond)
        .replace("$until", start.until())
        .replace("$steps", steps)
        .replace("$columns", COLUMNS);
  }

  /** The page that the statement's answer makes. */
  Page page(RowSet<Row> rows) {
    List<Entry> entries = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Optional<Next> last = Optional.empty();
    int count = 0;
    for (Row row : rows) {
      if (count == query.limit()) {
        return new Page(entries, prefixes, last);
      }
      count++;
      String key = row.getString("key");
      Optional<String> common = range.commonPrefix(key);
      if (common.isPresent()) {
        prefixes.add(common.get());
        last = Optional.of(new Next(common.get(), Optional.empty()));
      } else {
        entry(key, row).ifPresent(entries::add);
        last = Optional.of(new Next(key, Optional.of(new VersionId(row.getString("version_id")))));
      }
    }
    return new Page(entries, prefixes, Optional.empty());
  }

  private Optional<Entry> entry(String key, Row row) {
    return StoredRows.readOneOfMany(
        () -> new ObjectRef(query.bucket(), new ObjectKey(key)), () -> read(key, row));
  }

  private static Entry read(String key, Row row) {
    return new Entry(
        new ObjectKey(key),
        new VersionId(row.getString("version_id")),
        row.getBoolean("is_latest"),
        row.getOffsetDateTime("last_modified").toInstant(),
        row.getBoolean("delete_marker") ? Optional.empty() : Optional.of(shown(row)));
  }

  private static VersionListing.Shown shown(Row row) {
    return new VersionListing.Shown(
        row.getLong("size"),
        new ETag(row.getString("etag")),
        Optional.ofNullable(row.getString("storage")),
        Optional.ofNullable(row.getString("algorithm"))
            .map(name -> new ChecksumInfo(name, row.getString("type"))),
        ObjectListing.state(row));
  }
}
