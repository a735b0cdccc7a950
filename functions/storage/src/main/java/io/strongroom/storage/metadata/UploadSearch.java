package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One page of a listing of uploads. Running uploads are few beside objects, so a delimiter is
 * answered by grouping all that follow, not by skipping.
 */
final class UploadSearch {

  private static final String MATCHING =
      """
      select $x from objects.upload x
       where x.bucket = :bucket and x.key >= :from $until
         and (x.key > :key or x.initiated_at > :time or (x.initiated_at = :time and x.id > :id))
      """
          .replace("$x", UploadRow.columns("x"));

  /** Of the uploads that share a common prefix, the first. */
  private static final String GROUPED =
      """
      select $u from objects.upload u where u.id in (select z.id from (
        select y.*, row_number() over (
                 partition by left(y.key, :behind - 2 + y.at),
                              case when y.at = 0 then y.id end
                 order by y.key, y.initiated_at, y.id) as place
          from (select m.*, position(:delimiter in substr(m.key, :behind)) as at
                  from ($matching) m) y) z
       where z.at = 0 or z.place = 1)
      """
          .replace("$u", UploadRow.columns("u"));

  private static final String IN_ORDER = " order by key, initiated_at, id limit :steps";

  private final UploadListing.Query query;
  private final KeyRange range;

  /** The upload behind which the page starts, if the listing starts amid one key's uploads. */
  private record Marker(String key, Instant time, String id) {

    static final Marker NONE = new Marker("", Instant.EPOCH, "");
  }

  UploadSearch(UploadListing.Query query) {
    this.query = query;
    this.range = new KeyRange(query.prefix(), query.delimiter());
  }

  Uni<UploadListing.Page> page(Mutiny.StatelessSession session) {
    return marker(session).chain(marker -> page(session, marker));
  }

  private Uni<Marker> marker(Mutiny.StatelessSession session) {
    boolean amidKey =
        query.uploadIdMarker().isPresent()
            && !query.keyMarker().isEmpty()
            && range.commonPrefix(query.keyMarker()).isEmpty();
    if (!amidKey) {
      return Uni.createFrom().item(Marker.NONE);
    }
    String id = query.uploadIdMarker().get();
    return session
        .createNativeQuery(
            "select " + UploadRow.columns("u") + " from objects.upload u where u.id = :id",
            UploadRow.class)
        .setParameter("id", id)
        .getSingleResultOrNull()
        .map(row -> row == null ? ended(id) : running(row));
  }

  private Marker running(UploadRow row) {
    if (!row.ref().key().value().equals(query.keyMarker())) {
      throw invalid(row.id());
    }
    return new Marker(query.keyMarker(), row.initiatedAt(), row.id());
  }

  /** Whoever aborts what a page lists asks for the next page with one that is gone. */
  private Marker ended(String id) {
    Instant initiatedAt =
        Optional.of(id)
            .filter(UploadId::canBe)
            .map(UploadId::new)
            .flatMap(UploadId::initiatedAt)
            .orElseThrow(() -> invalid(id));
    return new Marker(query.keyMarker(), initiatedAt, id);
  }

  private static ObjectStoreException invalid(String id) {
    return new ObjectStoreException(new RequestError.InvalidUploadMarker(id));
  }

  private Uni<UploadListing.Page> page(Mutiny.StatelessSession session, Marker marker) {
    Optional<String> from =
        marker.key().isEmpty()
            ? range.from(query.keyMarker())
            : Optional.of(range.atLeastPrefix(marker.key()));
    if (query.limit() == 0 || from.isEmpty()) {
      return Uni.createFrom().item(new UploadListing.Page(List.of(), List.of(), false));
    }
    return statement(session, from.get(), marker).getResultList().map(this::page);
  }

  private Mutiny.SelectionQuery<UploadRow> statement(
      Mutiny.StatelessSession session, String from, Marker marker) {
    Optional<String> until = range.until();
    String matching = MATCHING.replace("$until", until.isPresent() ? "and x.key < :until" : "");
    String sql = range.delimiter().isPresent() ? GROUPED.replace("$matching", matching) : matching;
    Mutiny.SelectionQuery<UploadRow> statement =
        session
            .createNativeQuery(sql + IN_ORDER, UploadRow.class)
            .setParameter("bucket", query.bucket().value())
            .setParameter("from", from)
            .setParameter("key", marker.key())
            .setParameter("time", marker.time())
            .setParameter("id", marker.id())
            .setParameter("steps", query.limit() + 1);
    until.ifPresent(end -> statement.setParameter("until", end));
    range
        .delimiter()
        .ifPresent(
            delimiter ->
                statement
                    .setParameter("delimiter", delimiter)
                    .setParameter("behind", range.prefixLength() + 1));
    return statement;
  }

  private UploadListing.Page page(List<UploadRow> rows) {
    List<Upload> uploads = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    for (UploadRow row : rows.subList(0, Math.min(rows.size(), query.limit()))) {
      range
          .commonPrefix(row.ref().key().value())
          .ifPresentOrElse(
              prefixes::add,
              () -> StoredRows.readOneOfMany(row::ref, row::toDomain).ifPresent(uploads::add));
    }
    return new UploadListing.Page(uploads, prefixes, rows.size() > query.limit());
  }
}
