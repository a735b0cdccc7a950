package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.StoredChecksum;
import io.strongroom.domain.record.VersionListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Listings in memory. */
public final class InMemoryListings implements Listings {

  private final InMemoryMetadata store;

  public InMemoryListings(InMemoryMetadata store) {
    this.store = store;
  }

  @Override
  public Uni<ListingPage> list(ListingQuery query) {
    return store.transaction(
        () -> {
          Rollup rollup = new Rollup(query.prefix(), query.delimiter());
          List<ListingPage.Entry> entries = new ArrayList<>();
          List<String> prefixes = new ArrayList<>();
          @Nullable String last = null;
          for (List<InMemoryMetadata.Held> held : store.versions.values()) {
            ObjectVersion object = held.getFirst().version().object().orElse(null);
            if (object == null) {
              continue;
            }
            String key = object.ref().key().value();
            if (!object.ref().bucket().equals(query.bucket())
                || rollup.skips(key, query.after())
                || (last != null && last.equals(rollup.commonPrefix(key).orElse(null)))) {
              continue;
            }
            if (entries.size() + prefixes.size() == query.limit()) {
              return new ListingPage(entries, prefixes, Optional.ofNullable(last));
            }
            Optional<String> common = rollup.commonPrefix(key);
            common.ifPresentOrElse(prefixes::add, () -> entries.add(entry(object)));
            last = common.orElse(key);
          }
          return new ListingPage(entries, prefixes, Optional.empty());
        });
  }

  @Override
  public Uni<VersionListing.Page> listVersions(VersionListing.Query query) {
    return store.transaction(() -> new Versions(query).page());
  }

  /** A page in the making. */
  private final class Versions {
    private final VersionListing.Query query;
    private final Rollup rollup;
    private final List<VersionListing.Entry> entries = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private Optional<VersionListing.Next> last = Optional.empty();

    Versions(VersionListing.Query query) {
      this.query = query;
      this.rollup = new Rollup(query.prefix(), query.delimiter());
    }

    VersionListing.Page page() {
      for (var key : store.versions.entrySet()) {
        if (!key.getKey().bucket().equals(query.bucket())) {
          continue;
        }
        for (InMemoryMetadata.Held held : key.getValue()) {
          if (isWanted(key.getKey(), held) && !take(key.getKey(), held)) {
            boolean more = query.limit() > 0;
            return new VersionListing.Page(entries, prefixes, last.filter(next -> more));
          }
        }
      }
      return new VersionListing.Page(entries, prefixes, Optional.empty());
    }

    private boolean isWanted(ObjectRef ref, InMemoryMetadata.Held held) {
      String key = ref.key().value();
      boolean amidKey =
          query.versionMarker().isPresent()
              && key.equals(query.keyMarker())
              && key.startsWith(query.prefix())
              && rollup.commonPrefix(key).isEmpty();
      return amidKey
          ? held.place() < place(ref, query.versionMarker().get())
          : !rollup.skips(key, query.keyMarker());
    }

    private long place(ObjectRef ref, VersionId marker) {
      return marker.isNull()
          ? store.held(ref).stream()
              .filter(held -> held.id().isNull())
              .mapToLong(InMemoryMetadata.Held::place)
              .findFirst()
              .orElse(Long.MAX_VALUE)
          : store.placeOf(ref.bucket(), marker).orElseThrow();
    }

    /** False when the page is full. */
    private boolean take(ObjectRef ref, InMemoryMetadata.Held held) {
      Optional<String> common = rollup.commonPrefix(ref.key().value());
      Optional<VersionListing.Next> here =
          common.map(prefix -> new VersionListing.Next(prefix, Optional.empty()));
      if (here.isPresent() && here.equals(last)) {
        return true;
      }
      if (entries.size() + prefixes.size() == query.limit()) {
        return false;
      }
      common.ifPresentOrElse(prefixes::add, () -> entries.add(shown(ref, held)));
      last =
          here.or(
              () ->
                  Optional.of(new VersionListing.Next(ref.key().value(), Optional.of(held.id()))));
      return true;
    }

    private VersionListing.Entry shown(ObjectRef ref, InMemoryMetadata.Held held) {
      return new VersionListing.Entry(
          ref.key(),
          held.id(),
          store.held(ref).getFirst().equals(held),
          held.version().lastModified(),
          held.version()
              .object()
              .map(InMemoryListings::entry)
              .map(
                  entry ->
                      new VersionListing.Shown(
                          entry.size(),
                          entry.etag(),
                          entry.storageClass(),
                          entry.checksum(),
                          entry.state())));
    }
  }

  private static ListingPage.Entry entry(ObjectVersion object) {
    return new ListingPage.Entry(
        object.ref().key(),
        object.size(),
        object.etag(),
        object.lastModified(),
        object.metadata().storageClass(),
        object.checksum().flatMap(InMemoryListings::info),
        new ListingPage.State(
            object.metadata().isAppendable(),
            object.marks().restoredUntil().filter(Instant.now()::isBefore)));
  }

  private static Optional<ListingPage.ChecksumInfo> info(StoredChecksum stored) {
    return switch (stored) {
      case StoredChecksum.Clear(var checksum) ->
          Optional.of(
              new ListingPage.ChecksumInfo(checksum.algorithm().name(), checksum.type().name()));
      case StoredChecksum.Sealed sealed -> Optional.empty();
    };
  }
}
