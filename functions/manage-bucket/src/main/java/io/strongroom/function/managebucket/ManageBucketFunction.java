package io.strongroom.function.managebucket;

import static io.strongroom.protocol.http.BucketOperations.CREATE_BUCKET;
import static io.strongroom.protocol.http.BucketOperations.DELETE_BUCKET;
import static io.strongroom.protocol.http.BucketOperations.DELETE_OBJECTS;
import static io.strongroom.protocol.http.BucketOperations.GET_BUCKET_LOCATION;
import static io.strongroom.protocol.http.BucketOperations.GET_BUCKET_STORAGE_INFO;
import static io.strongroom.protocol.http.BucketOperations.GET_BUCKET_VERSIONING;
import static io.strongroom.protocol.http.BucketOperations.HEAD_BUCKET;
import static io.strongroom.protocol.http.BucketOperations.LIST_MULTIPART_UPLOADS;
import static io.strongroom.protocol.http.BucketOperations.LIST_OBJECTS;
import static io.strongroom.protocol.http.BucketOperations.LIST_OBJECTS_V2;
import static io.strongroom.protocol.http.BucketOperations.LIST_OBJECT_VERSIONS;
import static io.strongroom.protocol.http.BucketOperations.PUT_BUCKET_VERSIONING;
import static io.strongroom.protocol.http.ObjectOperations.DELETE_OBJECT;
import static io.strongroom.protocol.http.ServiceOperations.LIST_BUCKETS;
import static io.strongroom.protocol.http.ServiceOperations.PREFLIGHT;
import static io.strongroom.protocol.http.ServiceOperations.PROBE_API_VERSION;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.assembly.StoragePorts;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.operation.ChangeBucket;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.domain.operation.DeleteBucket;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.operation.DeleteObjects;
import io.strongroom.domain.operation.GetBucketUsage;
import io.strongroom.domain.operation.GetCrossOriginRules;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.operation.ListBuckets;
import io.strongroom.domain.operation.ListMultipartUploads;
import io.strongroom.domain.operation.ListObjectVersions;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.domain.operation.ProbeApiVersion;
import io.strongroom.domain.operation.PutBucketVersioning;
import io.strongroom.domain.record.BucketAccess;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.Permission;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.strongroom.runtime.http.ServedOperation;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.ArrayList;
import java.util.List;

/** Buckets, listings and deletes. */
@Path("/manage-bucket")
public final class ManageBucketFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  ManageBucketFunction(RequestHandler handler, Assembly parts, StrongroomConfig config) {
    AuthorizedBuckets buckets = parts.buckets();
    StoragePorts storage = parts.storage();
    List<ServedOperation<?, ?>> operations = new ArrayList<>(configurations(buckets, storage));
    operations.addAll(
        List.of(
            served(PREFLIGHT, new GetCrossOriginRules(storage.buckets())::execute),
            served(LIST_BUCKETS, new ListBuckets(parts.authorizer(), storage.buckets())::execute),
            served(
                CREATE_BUCKET,
                new CreateBucket(
                        parts.authorizer(),
                        storage.buckets(),
                        parts.defaultKeys(config.region()),
                        newBuckets(config),
                        parts.clock())
                    ::execute),
            served(HEAD_BUCKET, new HeadBucket(buckets, Action.LIST_BUCKET)::execute),
            served(
                GET_BUCKET_LOCATION, new HeadBucket(buckets, Action.GET_BUCKET_LOCATION)::execute),
            served(
                GET_BUCKET_STORAGE_INFO, new GetBucketUsage(buckets, storage.buckets())::execute),
            served(DELETE_BUCKET, new DeleteBucket(buckets, storage.buckets())::execute),
            served(LIST_OBJECTS, new ListObjects(buckets, storage.listings())::execute),
            served(LIST_OBJECTS_V2, new ListObjects(buckets, storage.listings())::execute),
            served(
                LIST_OBJECT_VERSIONS,
                new ListObjectVersions(buckets, storage.objects(), storage.listings())::execute),
            served(
                GET_BUCKET_VERSIONING,
                new HeadBucket(buckets, Action.GET_BUCKET_VERSIONING)::execute),
            served(
                PUT_BUCKET_VERSIONING,
                new PutBucketVersioning(buckets, storage.buckets())::execute),
            served(
                LIST_MULTIPART_UPLOADS,
                new ListMultipartUploads(buckets, storage.uploads())::execute),
            served(DELETE_OBJECT, new DeleteObject(buckets, storage.objects())::execute),
            served(
                DELETE_OBJECTS,
                new DeleteObjects(buckets, parts.authorizer(), storage.objects())::execute),
            served(PROBE_API_VERSION, new ProbeApiVersion(storage.buckets())::execute)));
    dispatcher = handler.dispatching(function(), operations.toArray(ServedOperation[]::new));
  }

  private static CreateBucket.NewBuckets newBuckets(StrongroomConfig config) {
    return new CreateBucket.NewBuckets(
        config.region(), config.blockPublicAccess() ? BucketAccess.CLOSED : BucketAccess.OPEN);
  }

  /** Everything that can be set for a bucket is asked for and changed in one way. */
  private static List<ServedOperation<?, ?>> configurations(
      AuthorizedBuckets buckets, StoragePorts storage) {
    List<ServedOperation<?, ?>> all = new ArrayList<>();
    for (BucketConfiguration each : BucketConfiguration.values()) {
      all.add(served(each.read(), new HeadBucket(buckets, action(each.read()))::execute));
      each.changes()
          .map(
              change ->
                  served(
                      change,
                      new ChangeBucket(buckets, storage.buckets(), action(change))::execute))
          .forEach(all::add);
    }
    return all;
  }

  private static Action action(Operation<?, ?> operation) {
    return switch (operation.permission()) {
      case Permission.Needed(Action action) -> action;
      case Permission.LeftToKeyService _, Permission.LeftToOperation _, Permission.Open _ ->
          throw new IllegalStateException(operation + " is open to anybody");
    };
  }

  @Override
  public Function function() {
    return Function.MANAGE_BUCKET;
  }

  @POST
  public Uni<Void> serve(@Context RoutingContext context) {
    return dispatcher.dispatch(context);
  }
}
