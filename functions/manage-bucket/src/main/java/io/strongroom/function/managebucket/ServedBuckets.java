package io.strongroom.function.managebucket;

import static io.strongroom.protocol.http.BucketOperations.CREATE_BUCKET;
import static io.strongroom.protocol.http.BucketOperations.DELETE_BUCKET;
import static io.strongroom.protocol.http.BucketOperations.GET_BUCKET_LOCATION;
import static io.strongroom.protocol.http.BucketOperations.GET_BUCKET_STORAGE_INFO;
import static io.strongroom.protocol.http.BucketOperations.GET_BUCKET_VERSIONING;
import static io.strongroom.protocol.http.BucketOperations.HEAD_BUCKET;
import static io.strongroom.protocol.http.BucketOperations.PUT_BUCKET_VERSIONING;
import static io.strongroom.protocol.http.ServiceOperations.LIST_BUCKETS;
import static io.strongroom.protocol.http.ServiceOperations.PREFLIGHT;
import static io.strongroom.protocol.http.ServiceOperations.PROBE_API_VERSION;
import static io.strongroom.protocol.http.UnofferedOperations.OF_BUCKET;
import static io.strongroom.protocol.http.UnofferedOperations.OF_OBJECT;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.operation.ChangeBucket;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.domain.operation.DeleteBucket;
import io.strongroom.domain.operation.GetBucketUsage;
import io.strongroom.domain.operation.GetCrossOriginRules;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.operation.ListBuckets;
import io.strongroom.domain.operation.ProbeApiVersion;
import io.strongroom.domain.operation.PutBucketVersioning;
import io.strongroom.domain.operation.SettingTerms;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.BucketAccess;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.Permission;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.http.ServedOperation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of buckets, and of everything that can be set for one. */
final class ServedBuckets {

  private ServedBuckets() {}

  static List<ServedOperation<?, ?>> of(Assembly parts, StrongroomConfig config) {
    AuthorizedBuckets authorized = parts.buckets();
    Buckets buckets = parts.storage().buckets();
    return List.of(
        served(PREFLIGHT, new GetCrossOriginRules(buckets)::execute),
        served(OF_BUCKET, new HeadBucket(authorized, action(OF_BUCKET))::execute),
        served(OF_OBJECT, new HeadBucket(authorized, action(OF_OBJECT))::execute),
        served(LIST_BUCKETS, new ListBuckets(parts.authorizer(), buckets)::execute),
        served(CREATE_BUCKET, createBucket(parts, config)::execute),
        served(HEAD_BUCKET, new HeadBucket(authorized, Action.LIST_BUCKET)::execute),
        served(
            GET_BUCKET_LOCATION, new HeadBucket(authorized, Action.GET_BUCKET_LOCATION)::execute),
        served(GET_BUCKET_STORAGE_INFO, new GetBucketUsage(authorized, buckets)::execute),
        served(
            GET_BUCKET_VERSIONING,
            new HeadBucket(authorized, Action.GET_BUCKET_VERSIONING)::execute),
        served(PUT_BUCKET_VERSIONING, new PutBucketVersioning(authorized, buckets)::execute),
        served(DELETE_BUCKET, new DeleteBucket(authorized, buckets)::execute),
        served(PROBE_API_VERSION, new ProbeApiVersion(buckets)::execute));
  }

  private static CreateBucket createBucket(Assembly parts, StrongroomConfig config) {
    return new CreateBucket(
        parts.authorizer(),
        parts.storage().buckets(),
        parts.defaultKeys(config.region()),
        new CreateBucket.NewBuckets(
            config.region(), config.blockPublicAccess() ? BucketAccess.CLOSED : BucketAccess.OPEN),
        parts.clock());
  }

  /** Everything that can be set for a bucket is asked for and changed in one way. */
  static Stream<ServedOperation<?, ?>> configurations(Assembly parts, SettingTerms terms) {
    AuthorizedBuckets authorized = parts.buckets();
    Buckets buckets = parts.storage().buckets();
    return Arrays.stream(BucketConfiguration.values())
        .flatMap(
            each ->
                Stream.concat(
                    Stream.of(
                        served(
                            each.read(), new HeadBucket(authorized, action(each.read()))::execute)),
                    each.changes()
                        .map(
                            change ->
                                served(
                                    change,
                                    new ChangeBucket(authorized, buckets, terms, action(change))
                                        ::execute))));
  }

  /** What whoever asks for it has to be allowed to do. */
  static Action action(Operation<?, ?> operation) {
    return switch (operation.permission()) {
      case Permission.Needed(Action action) -> action;
      case Permission.LeftToKeyService _, Permission.LeftToOperation _, Permission.Open _ ->
          throw new IllegalStateException(operation + " is open to anybody");
    };
  }
}
