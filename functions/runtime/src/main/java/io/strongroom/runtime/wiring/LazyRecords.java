package io.strongroom.runtime.wiring;

import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** The ports to records, each made when it is first asked for. */
@Singleton
final class LazyRecords {

  private final Instance<Buckets> buckets;
  private final Instance<Objects> objects;
  private final Instance<Uploads> uploads;
  private final Instance<Listings> listings;

  LazyRecords(
      Instance<Buckets> buckets,
      Instance<Objects> objects,
      Instance<Uploads> uploads,
      Instance<Listings> listings) {
    this.buckets = buckets;
    this.objects = objects;
    this.uploads = uploads;
    this.listings = listings;
  }

  Buckets buckets() {
    return buckets.get();
  }

  Objects objects() {
    return objects.get();
  }

  Uploads uploads() {
    return uploads.get();
  }

  Listings listings() {
    return listings.get();
  }
}
