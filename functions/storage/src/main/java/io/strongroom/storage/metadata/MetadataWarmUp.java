package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.UploadListing;
import java.util.Optional;

/**
 * Asks every kind of question once, before the first request does: Hibernate parses a query and
 * loads a good part of its classes when it first meets it, on the event loop. Finds nothing,
 * changes nothing; also tells whether the store answers.
 */
public final class MetadataWarmUp {

  private static final BucketName BUCKET = new BucketName("warm-up");
  private static final ObjectRef OBJECT = new ObjectRef(BUCKET, new ObjectKey("warm-up"));

  private MetadataWarmUp() {}

  /** To be run before readiness, on a Vert.x context. */
  public static Uni<Void> run(
      Buckets buckets, Objects objects, Uploads uploads, Listings listings) {
    return allowed(buckets.find(BUCKET))
        .chain(() -> allowed(buckets.ownedBy(AccountId.of(BUCKET.value()))))
        .chain(() -> allowed(objects.find(OBJECT)))
        .chain(() -> allowed(listings.list(listing(Optional.of("/")))))
        .chain(() -> allowed(listings.list(listing(Optional.empty()))))
        .chain(() -> allowed(uploads.find(OBJECT, new UploadId(BUCKET.value()))))
        .chain(
            () ->
                allowed(
                    uploads.list(
                        new UploadListing.Query(
                            BUCKET, "", Optional.empty(), "", Optional.empty(), 1))))
        .replaceWithVoid();
  }

  private static ListingQuery listing(Optional<String> delimiter) {
    return new ListingQuery(BUCKET, "", delimiter, "", 1);
  }

  /** A function whose role may not ask this question will never have to. */
  private static <T> Uni<T> allowed(Uni<T> question) {
    return question.onFailure(DatabaseFailures::isNotPermitted).recoverWithNull();
  }
}
