package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One page of a listing, by one statement. With a delimiter it skips along the index from common
 * prefix to common prefix, so that one costs a look-up, however many keys it holds.
 */
final class ObjectListing {

  private static final String COLUMNS =
      """
      select v.key as key, v.size as size, v.etag as etag,
             cast(extract(epoch from v.last_modified) * 1000 as bigint) as modified,
             v.storage_class as storage, v.checksum_algorithm as algorithm,
             v.checksum_type as type
      """;

  /** Current objects only, by an index that has no others: delete markers are not passed by. */
  static final String IN_ORDER =
      COLUMNS
          + """
            from objects.object_version v
           where v.bucket = :bucket and (v.is_latest and not v.delete_marker) is true and v.key >= :from $until
           order by v.key limit :steps
          """;

  /**
   * {@code at} is where the delimiter starts behind the prefix, 0 when it does not occur. A key
   * without one is followed by itself and U+0001, the least text above it; a rolled-up one by the
   * least text above all keys that share its common prefix.
   */
  private static final String SKIPPING =
      """
      with recursive walk (step, key, at) as (
        (select 1, k.key, position(:delimiter in substr(k.key, :behind))
           from objects.object_version k
          where k.bucket = :bucket and (k.is_latest and not k.delete_marker) is true and k.key >= :from $until
          order by k.key limit 1)
        union all
        select w.step + 1, n.key, n.at
          from walk w cross join lateral (
            select k.key, position(:delimiter in substr(k.key, :behind)) as at
              from objects.object_version k
             where k.bucket = :bucket and (k.is_latest and not k.delete_marker) is true $until
               and k.key >= case when w.at > 0
                                 then left(w.key, :behind - 2 + w.at) || :beyond
                                 else w.key || chr(1) end
             order by k.key limit 1) n
         where w.step < :steps)
      """
          + COLUMNS
          + """
            from walk w join objects.object_version v
              on v.bucket = :bucket and v.key = w.key and v.is_latest
           order by w.step
          """;

  private final ListingQuery query;
  private final KeyRange range;

  ObjectListing(ListingQuery query) {
    this.query = query;
    this.range = new KeyRange(query.prefix(), query.delimiter());
  }

  Uni<ListingPage> page(Mutiny.StatelessSession session) {
    Optional<String> from = range.from(query.after());
    if (query.limit() == 0 || from.isEmpty()) {
      return Uni.createFrom().item(new ListingPage(List.of(), List.of(), Optional.empty()));
    }
    return statement(session, from.get()).getResultList().map(this::page);
  }

  private Mutiny.SelectionQuery<Tuple> statement(Mutiny.StatelessSession session, String from) {
    Optional<String> until = range.until();
    String bound = until.isPresent() ? "and key < :until" : "";
    String sql = (range.delimiter().isPresent() ? SKIPPING : IN_ORDER).replace("$until", bound);
    Mutiny.SelectionQuery<Tuple> statement =
        session
            .createNativeQuery(sql, Tuple.class)
            .setParameter("bucket", query.bucket().value())
            .setParameter("from", from)
            .setParameter("steps", query.limit() + 1);
    until.ifPresent(end -> statement.setParameter("until", end));
    range
        .delimiter()
        .ifPresent(
            delimiter ->
                statement
                    .setParameter("delimiter", delimiter)
                    .setParameter("behind", range.prefixLength() + 1)
                    .setParameter("beyond", KeyRange.beyond(delimiter)));
    return statement;
  }

  private ListingPage page(List<Tuple> rows) {
    List<ListingPage.Entry> entries = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Optional<String> last = Optional.empty();
    for (Tuple row : rows.subList(0, Math.min(rows.size(), query.limit()))) {
      String key = row.get("key", String.class);
      Optional<String> common = range.commonPrefix(key);
      common.ifPresentOrElse(prefixes::add, () -> entry(key, row).ifPresent(entries::add));
      last = common.or(() -> Optional.of(key));
    }
    boolean more = rows.size() > query.limit();
    return new ListingPage(entries, prefixes, more ? last : Optional.empty());
  }

  private Optional<ListingPage.Entry> entry(String key, Tuple row) {
    return StoredRows.readOneOfMany(
        () -> new ObjectRef(query.bucket(), new ObjectKey(key)), () -> read(key, row));
  }

  private static ListingPage.Entry read(String key, Tuple row) {
    return new ListingPage.Entry(
        new ObjectKey(key),
        row.get("size", Long.class),
        new ETag(row.get("etag", String.class)),
        Instant.ofEpochMilli(row.get("modified", Long.class)),
        Optional.ofNullable(row.get("storage", String.class)),
        Optional.ofNullable(row.get("algorithm", String.class))
            .map(name -> new ListingPage.ChecksumInfo(name, row.get("type", String.class))));
  }
}
