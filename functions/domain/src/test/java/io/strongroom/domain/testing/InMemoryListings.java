package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.StoredChecksum;
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
          for (ObjectVersion object : store.objects.values()) {
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

  private static ListingPage.Entry entry(ObjectVersion object) {
    return new ListingPage.Entry(
        object.ref().key(),
        object.size(),
        object.etag(),
        object.lastModified(),
        object.metadata().storageClass(),
        object.checksum().flatMap(InMemoryListings::info));
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
