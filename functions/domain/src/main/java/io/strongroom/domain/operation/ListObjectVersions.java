package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.VersionListing;
import java.util.Map;
import java.util.Optional;

/** ListObjectVersions: versions and delete markers; no key is needed. */
public final class ListObjectVersions {

  private final AuthorizedBuckets buckets;
  private final Objects objects;
  private final Listings listings;

  public ListObjectVersions(AuthorizedBuckets buckets, Objects objects, Listings listings) {
    this.buckets = buckets;
    this.objects = objects;
    this.listings = listings;
  }

  /**
   * @param lenient whether a version marker that is none is ignored
   * @param asked what policies may depend on as it was sent
   */
  public record Command(
      Caller caller, VersionListing.Query query, boolean lenient, Map<Fact, String> asked) {}

  /** Fails with NoSuchBucket, AccessDenied, and InvalidVersionId for a marker that is none. */
  public Uni<VersionListing.Page> execute(Command command) {
    VersionListing.Query query = command.query();
    ListingQuery seen =
        new ListingQuery(
            query.bucket(), query.prefix(), query.delimiter(), query.keyMarker(), query.limit());
    return buckets
        .get(
            command.caller(),
            Action.LIST_BUCKET_VERSIONS,
            query.bucket(),
            AccessConditions.listing(seen).with(command.asked()))
        .chain(bucket -> marker(command))
        .chain(marker -> listings.listVersions(query.after(marker)));
  }

  /** The version without an id may always be meant. */
  private Uni<Optional<VersionId>> marker(Command command) {
    Optional<VersionId> given = command.query().versionMarker();
    if (given.filter(version -> !version.isNull()).isEmpty()) {
      return Uni.createFrom().item(given);
    }
    return objects
        .hasIssued(command.query().bucket(), given.get())
        .map(
            issued -> {
              if (!issued && !command.lenient()) {
                throw new ObjectStoreException(
                    new VersionError.InvalidVersionMarker(given.get().value()));
              }
              return given.filter(version -> issued);
            });
  }
}
