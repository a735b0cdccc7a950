package io.strongroom.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerOnlyTest {

  private static final Caller OWNER =
      new Caller(PrincipalName.of("arn"), AccountId.of("111122223333"), "request", true);
  private static final Caller OTHER =
      new Caller(PrincipalName.of("arn"), AccountId.of("444455556666"), "request", true);
  private static final Bucket BUCKET =
      new Bucket(
          new BucketName("bucket"),
          OWNER.account(),
          Region.of("here"),
          Instant.EPOCH,
          Optional.empty());

  @Test
  void require_owner_allowed() {
    ask(OWNER, new Resource.OfBucket(BUCKET));
    ask(OWNER, new Resource.OfObject(BUCKET, new ObjectKey("k"), Optional.empty()));
  }

  @Test
  void require_otherAccount_deniedBucketAndObject() {
    assertDenied(OTHER, new Resource.OfBucket(BUCKET));
    assertDenied(OTHER, new Resource.OfObject(BUCKET, new ObjectKey("k"), Optional.empty()));
  }

  @Test
  void require_anyAccount_mayMakeAndListBuckets() {
    assertThatNoException()
        .isThrownBy(
            () -> {
              ask(OTHER, new Resource.OwnBuckets());
              ask(OTHER, new Resource.NewBucket(new BucketName("new")));
            });
  }

  @Test
  void require_anonymous_deniedEverything() {
    Caller anonymous = Caller.anonymous("request", true);
    assertDenied(anonymous, new Resource.OwnBuckets());
    assertDenied(anonymous, new Resource.NewBucket(new BucketName("new")));
    assertDenied(anonymous, new Resource.OfBucket(BUCKET));
  }

  private static void ask(Caller caller, Resource resource) {
    new OwnerOnly()
        .require(new AccessRequest(caller, Action.GET_OBJECT, resource))
        .await()
        .indefinitely();
  }

  private static void assertDenied(Caller caller, Resource resource) {
    assertThatThrownBy(() -> ask(caller, resource))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused -> assertThat(refused.error()).isEqualTo(new RequestError.AccessDenied()));
  }
}
