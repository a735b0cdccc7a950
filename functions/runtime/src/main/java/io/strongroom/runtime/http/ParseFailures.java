package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.name.BucketName;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Operation;
import jakarta.inject.Singleton;

/**
 * S3: authorization comes before validation. A request that cannot be parsed still learns first
 * that its bucket does not exist or is not the caller's.
 */
@Singleton
public final class ParseFailures {

  private final AuthorizedBuckets buckets;

  ParseFailures(AuthorizedBuckets buckets) {
    this.buckets = buckets;
  }

  /** Fails where the caller would have been refused anyway, and only then. */
  Uni<Void> requireAccess(IncomingRequest request) {
    boolean needsBucket =
        request.route().bucket().isPresent()
            && request.route().operation() != Operation.CREATE_BUCKET;
    if (!needsBucket) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .item(() -> new BucketName(request.route().bucket().get()))
        .chain(name -> buckets.get(request.caller(), Action.GET_BUCKET_LOCATION, name))
        .replaceWithVoid();
  }
}
