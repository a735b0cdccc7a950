package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing, by one statement. With a delimiter it skips along the index from common
 * prefix to common prefix, so that one costs a look-up, however many keys it holds.
 */
final class ObjectListing {

  private static final String COLUMNS =
      """
      select v.key, v.size, v.etag, (extract(epoch from v.last_modified) * 1000)::bigint,
             v.storage_class, v.checksum_algorithm, v.checksum_type,
             coalesce(v.system_metadata ? 'appendable', false) as appendable,
             case when v.restored_until > now() then v.restored_until end as restored
      """;

  /** Places in {@link #COLUMNS}. */
  private static final int KEY = 0;

  private static final int SIZE = 1;
  private static final int ETAG = 2;
  private static final int MODIFIED = 3;
  private static final int STORAGE = 4;
  private static final int ALGORITHM = 5;
  private static final int TYPE = 6;

  /** Current objects only, by an index that has no others: delete markers are not passed by. */
  static final String IN_ORDER =
      COLUMNS
          + """
            from objects.object_version v
           where v.bucket = $1 and (v.is_latest and not v.delete_marker) is true and v.key >= $2 $until
           order by v.key limit $3
          """;

  /**
   * {@code at} is where the delimiter, $4, starts behind the prefix, 0 when it does not occur; $5
   * is the first place behind the prefix. A key without one is followed by itself and U+0001, the
   * least text above it; a rolled-up one by $6, the least text above all keys that share its common
   * prefix.
   */
  private static final String SKIPPING =
      """
      with recursive walk (step, key, at) as (
        (select 1, k.key, position($4 in substr(k.key, $5))
           from objects.object_version k
          where k.bucket = $1 and (k.is_latest and not k.delete_marker) is true and k.key >= $2 $until
          order by k.key limit 1)
        union all
        select w.step + 1, n.key, n.at
          from walk w cross join lateral (
            select k.key, position($4 in substr(k.key, $5)) as at
              from objects.object_version k
             where k.bucket = $1 and (k.is_latest and not k.delete_marker) is true $until
               and k.key >= case when w.at > 0
                                 then left(w.key, $5 - 2 + w.at) || cast($6 as text)
                                 else w.key || chr(1) end
             order by k.key limit 1) n
         where w.step < $3)
      """
          + COLUMNS
          + """
            from walk w join objects.object_version v
              on v.bucket = $1 and v.key = w.key and v.is_latest
           order by w.step
          """;

  private final ListingQuery query;
  private final KeyRange range;

  ObjectListing(ListingQuery query) {
    this.query = query;
    this.range = new KeyRange(query.prefix(), query.delimiter());
  }

  Uni<ListingPage> page(Statements statements) {
    Optional<String> from = range.from(query.after());
    if (query.limit() == 0 || from.isEmpty()) {
      return Uni.createFrom().item(new ListingPage(List.of(), List.of(), Optional.empty()));
    }
    String sql = range.delimiter().isPresent() ? SKIPPING : IN_ORDER;
    String until = range.until().map(end -> "and key < " + untilParameter()).orElse("");
    return statements.run(sql.replace("$until", until), () -> parameters(from.get()), this::page);
  }

  private String untilParameter() {
    return range.delimiter().isPresent() ? "$7" : "$4";
  }

  private Tuple parameters(String from) {
    Tuple parameters = Tuple.of(query.bucket().value(), from, query.limit() + 1);
    range
        .delimiter()
        .ifPresent(
            delimiter ->
                parameters
                    .addValue(delimiter)
                    .addValue(range.prefixLength() + 1)
                    .addValue(KeyRange.beyond(delimiter)));
    range.until().ifPresent(parameters::addValue);
    return parameters;
  }

  private ListingPage page(RowSet<Row> rows) {
    List<ListingPage.Entry> entries = new ArrayList<>(rows.size());
    List<String> prefixes = new ArrayList<>();
    Optional<String> last = Optional.empty();
    int count = 0;
    for (Row row : rows) {
      if (count++ == query.limit()) {
        return new ListingPage(entries, prefixes, last);
      }
      String key = row.getString(KEY);
      Optional<String> common = range.commonPrefix(key);
      common.ifPresentOrElse(prefixes::add, () -> entry(key, row).ifPresent(entries::add));
      last = common.or(() -> Optional.of(key));
    }
    return new ListingPage(entries, prefixes, Optional.empty());
  }

  private Optional<ListingPage.Entry> entry(String key, Row row) {
    return StoredRows.readOneOfMany(
        () -> new ObjectRef(query.bucket(), new ObjectKey(key)), () -> read(key, row));
  }

  private static ListingPage.Entry read(String key, Row row) {
    String type = row.getString(TYPE);
    return new ListingPage.Entry(
        new ObjectKey(key),
        row.getLong(SIZE),
        new ETag(row.getString(ETAG)),
        Instant.ofEpochMilli(row.getLong(MODIFIED)),
        Optional.ofNullable(row.getString(STORAGE)),
        Optional.ofNullable(row.getString(ALGORITHM))
            .map(name -> new ListingPage.ChecksumInfo(name, type)),
        state(row));
  }

  /** An object that was restored lies in its archive again some day. */
  static ListingPage.State state(Row row) {
    return new ListingPage.State(
        row.getBoolean("appendable"),
        Optional.ofNullable(row.getOffsetDateTime("restored")).map(OffsetDateTime::toInstant));
  }
}
