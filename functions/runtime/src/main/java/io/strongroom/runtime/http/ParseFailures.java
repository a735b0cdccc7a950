package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Permission;
import io.strongroom.protocol.http.Route;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * S3: authorization comes before validation. A request that cannot be parsed still learns first
 * that its bucket does not exist, or that the caller may not have its operation carried out.
 */
@Singleton
public final class ParseFailures {

  private final Assembly parts;

  ParseFailures(Assembly parts) {
    this.parts = parts;
  }

  /** Fails where the operation would have refused the caller anyway, and only then. */
  Uni<Void> requireAccess(IncomingRequest request) {
    return switch (request.route().operation().permission()) {
      case Permission.Needed(Action action) -> require(request, action);
      case Permission.LeftToKeyService(), Permission.LeftToOperation(), Permission.Open() ->
          Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> require(IncomingRequest request, Action action) {
    Route route = request.route();
    if (route.bucket().isEmpty()) {
      return ask(request, action, new Resource.OwnBuckets());
    }
    return Uni.createFrom()
        .item(() -> new BucketName(route.bucket().get()))
        .chain(
            name ->
                action == Action.CREATE_BUCKET
                    ? ask(request, action, new Resource.NewBucket(name))
                    : requireIn(name, request, action));
  }

  private Uni<Void> requireIn(BucketName bucket, IncomingRequest request, Action action) {
    return key(request.route())
        .map(key -> new ObjectRef(bucket, key))
        .map(ref -> parts.buckets().get(request.caller(), action, ref))
        .orElseGet(() -> parts.buckets().get(request.caller(), action, bucket))
        .replaceWithVoid();
  }

  private Uni<Void> ask(IncomingRequest request, Action action, Resource resource) {
    return parts.authorizer().require(new AccessRequest(request.caller(), action, resource));
  }

  /** Empty when it is the key that could not be parsed. */
  private static Optional<ObjectKey> key(Route route) {
    try {
      return route.key().map(ObjectKey::new);
    } catch (ObjectStoreException invalid) {
      return Optional.empty();
    }
  }
}
