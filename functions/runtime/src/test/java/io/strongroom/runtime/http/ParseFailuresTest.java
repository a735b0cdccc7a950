package io.strongroom.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.assembly.KeyPorts;
import io.strongroom.domain.assembly.StoragePorts;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.signing.PayloadIntegrity;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Before a client learns that its request is wrong, its operation's own question is asked. */
class ParseFailuresTest {

  private static final Caller CALLER =
      new Caller(PrincipalName.of("arn"), AccountId.of("111122223333"), "request", true);
  private static final BucketName NAME = new BucketName("bucket");
  private static final Bucket BUCKET =
      new Bucket(NAME, CALLER.account(), Region.of("here"), Instant.EPOCH, Optional.empty());

  private final List<AccessRequest> asked = new ArrayList<>();
  private Uni<Void> answer = Uni.createFrom().voidItem();
  private final Authorizer authorizer =
      request -> {
        asked.add(request);
        return answer;
      };
  private final Buckets buckets = proxy(Buckets.class, Uni.createFrom().item(Optional.of(BUCKET)));
  private final ParseFailures failures =
      new ParseFailures(
          new Assembly(
              proxy(StoragePorts.class, buckets),
              proxy(KeyPorts.class, "never asked"),
              authorizer,
              proxy(Workers.class, "never asked"),
              Instant::now));

  @Test
  void requireAccess_object_asksForItsActionAndKey() {
    ask(ObjectOperations.ABORT_MULTIPART_UPLOAD, Optional.of("bucket"), Optional.of("k"));

    assertAsked(
        Action.ABORT_MULTIPART_UPLOAD,
        new Resource.OfObject(BUCKET, new ObjectKey("k"), Optional.empty()));
  }

  @Test
  void requireAccess_keyThatIsWrong_asksForTheBucket() {
    ask(ObjectOperations.PUT_OBJECT, Optional.of("bucket"), Optional.of("k".repeat(2000)));

    assertAsked(Action.PUT_OBJECT, new Resource.OfBucket(BUCKET));
  }

  @Test
  void requireAccess_bucket_asksForItsAction() {
    ask(BucketOperations.PUT_ENCRYPTION_CONFIGURATION, Optional.of("bucket"), Optional.empty());

    assertAsked(Action.PUT_ENCRYPTION_CONFIGURATION, new Resource.OfBucket(BUCKET));
  }

  @Test
  void requireAccess_createBucket_asksForTheNewOne() {
    ask(BucketOperations.CREATE_BUCKET, Optional.of("bucket"), Optional.empty());

    assertAsked(Action.CREATE_BUCKET, new Resource.NewBucket(NAME));
  }

  @Test
  void requireAccess_listBuckets_asksForTheCallersOwn() {
    ask(ServiceOperations.LIST_BUCKETS, Optional.empty(), Optional.empty());

    assertAsked(Action.LIST_ALL_MY_BUCKETS, new Resource.OwnBuckets());
  }

  @Test
  void requireAccess_keyOperation_isLeftToTheKms() {
    ask(ServiceOperations.DECRYPT, Optional.empty(), Optional.empty());

    assertThat(asked).isEmpty();
  }

  @Test
  void requireAccess_denied_fails() {
    answer = Uni.createFrom().failure(new ObjectStoreException(new RequestError.AccessDenied()));

    assertThatThrownBy(
            () -> ask(ObjectOperations.GET_OBJECT, Optional.of("bucket"), Optional.of("k")))
        .isInstanceOf(ObjectStoreException.class);
  }

  private void assertAsked(Action action, Resource resource) {
    assertThat(asked).containsExactly(new AccessRequest(CALLER, action, resource));
  }

  private void ask(Operation<?, ?> operation, Optional<String> bucket, Optional<String> key) {
    Route route =
        new Route(
            operation, Route.DialectName.S3, bucket, key, false, new QueryParameters(List.of()));
    WireRequest wire =
        new WireRequest(
            "GET", "/", "", Headers.none(), true, "request", InputStream::nullInputStream);
    failures
        .requireAccess(new IncomingRequest(wire, route, CALLER, new PayloadIntegrity.NotCovered()))
        .await()
        .indefinitely();
  }

  /** Answers every call alike. */
  private static <T> T proxy(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
  }
}
