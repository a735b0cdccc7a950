package io.strongroom.domain.operation;

import static io.strongroom.domain.testing.Store.BUCKET;
import static io.strongroom.domain.testing.Store.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyDescription.Usability;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionConfiguration.Algorithm;
import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.BucketAccess;
import io.strongroom.domain.record.BucketSettings;
import io.strongroom.domain.testing.Store;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Default encryption is configured with keys that can be used, over secure connections. */
class DefaultKeysTest {

  private static final String HERE = "arn:aws:kms:us-east-1:000000000000:key/1";
  private static final String ELSEWHERE = "arn:aws:kms:eu-west-1:000000000000:key/1";
  private static final Caller IN_THE_CLEAR =
      new Caller(CALLER.principal(), CALLER.account(), CALLER.requestId(), false);

  private final Store store = new Store();

  static Stream<Arguments> unusable() {
    return Stream.of(UnknownKey.values())
        .flatMap(
            unknown ->
                Stream.of(
                    Arguments.of(unknown, Usability.DISABLED, KmsException.Disabled.class),
                    Arguments.of(unknown, Usability.INVALID_STATE, KmsException.InvalidState.class),
                    Arguments.of(
                        unknown, Usability.WRONG_KIND, KmsException.InvalidKeyUsage.class)));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void put_keyThatCannotBeUsed_refused(
      UnknownKey unknown, Usability usability, Class<? extends KmsException> reason) {
    found(new KmsKeyDescription(KmsKeyId.of(HERE), usability));

    assertThat(kmsFailure(put(kms(HERE), unknown, CALLER))).isInstanceOf(reason);
    assertThat(configured()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void put_keyThatTheCallerMayNotUse_refused(UnknownKey unknown) {
    failing(new KmsException.AccessDenied("no"));

    assertThat(kmsFailure(put(kms(HERE), unknown, CALLER)))
        .isInstanceOf(KmsException.AccessDenied.class);
  }

  @Test
  void put_keyThatDoesNotExist_isS3sToTakeAndObssToRefuse() {
    failing(new KmsException.NotFound("no"));

    assertThat(kmsFailure(put(kms("none"), UnknownKey.REFUSED, CALLER)))
        .isInstanceOf(KmsException.NotFound.class);
    assertThat(kmsFailure(put(kms(ELSEWHERE), UnknownKey.ACCEPTED, CALLER)))
        .isInstanceOf(KmsException.NotFound.class);
    for (String later : new String[] {"none", HERE}) {
      put(kms(later), UnknownKey.ACCEPTED, CALLER).await().indefinitely();
      assertThat(configured()).contains(kms(later));
    }
  }

  @Test
  void put_kmsAway_isNoAnswer() {
    failing(new KmsException.Unavailable("away"));

    assertThat(kmsFailure(put(kms("none"), UnknownKey.ACCEPTED, CALLER)))
        .isInstanceOf(KmsException.Unavailable.class);
  }

  @Test
  void put_inTheClear_refusedBeforeAKmsIsAsked() {
    assertThat(error(put(kms(HERE), UnknownKey.ACCEPTED, IN_THE_CLEAR)))
        .isEqualTo(new RequestError.InsecureTransport(RequestError.Protected.KMS_KEY));
    assertThat(store.kms.calls).isEmpty();
    assertThat(configured()).isEmpty();
  }

  @Test
  void put_keysOfTheService_needNeitherKmsNorSecureConnection() {
    put(EncryptionConfiguration.serviceDefault(), UnknownKey.REFUSED, IN_THE_CLEAR)
        .await()
        .indefinitely();

    assertThat(store.kms.calls).isEmpty();
    assertThat(configured()).contains(EncryptionConfiguration.serviceDefault());
  }

  @Test
  void create_withKeyThatCannotBeUsed_makesNoBucket() {
    found(new KmsKeyDescription(KmsKeyId.of(HERE), Usability.DISABLED));

    assertThat(kmsFailure(create("new", Optional.of(kms(HERE)), CALLER)))
        .isInstanceOf(KmsException.Disabled.class);
    assertThat(error(create("new", Optional.of(kms(HERE)), IN_THE_CLEAR)))
        .isInstanceOf(RequestError.InsecureTransport.class);
    assertThat(store.bucketRecords.find(new BucketName("new")).await().indefinitely()).isEmpty();
  }

  @Test
  void create_againWithOtherEncryption_isNoSuccess() {
    create("new", Optional.of(kms(HERE)), CALLER).await().indefinitely();
    create("new", Optional.of(kms(HERE)), CALLER).await().indefinitely();
    create("new", Optional.empty(), CALLER).await().indefinitely();

    assertThat(error(create("new", Optional.of(EncryptionConfiguration.serviceDefault()), CALLER)))
        .isEqualTo(new RequestError.BucketAlreadyOwnedByYou(new BucketName("new")));
  }

  private Uni<Void> put(EncryptionConfiguration wanted, UnknownKey unknown, Caller caller) {
    return new PutEncryptionConfiguration(
            store.parts.buckets(),
            store.bucketRecords,
            store.parts.defaultKeys(Region.of("us-east-1")))
        .execute(new PutEncryptionConfiguration.Command(caller, BUCKET, () -> wanted, unknown));
  }

  private Uni<Void> create(String name, Optional<EncryptionConfiguration> wanted, Caller caller) {
    return new CreateBucket(
            store.authorizer,
            store.bucketRecords,
            store.parts.defaultKeys(Region.of("us-east-1")),
            new CreateBucket.NewBuckets(Region.of("us-east-1"), BucketAccess.CLOSED),
            store.clock)
        .execute(
            new CreateBucket.Command(
                caller, new BucketName(name), wanted, BucketSettings.none(), true));
  }

  private Optional<EncryptionConfiguration> configured() {
    return store.bucketRecords.find(BUCKET).await().indefinitely().orElseThrow().encryption();
  }

  private void found(KmsKeyDescription key) {
    store.kms.description = Optional.of(CompletableFuture.completedFuture(key));
  }

  private void failing(KmsException failure) {
    store.kms.description = Optional.of(CompletableFuture.failedFuture(failure));
  }

  private static EncryptionConfiguration kms(String keyId) {
    return new EncryptionConfiguration(
        Algorithm.KMS,
        Optional.of(KeyName.parse(keyId)),
        Optional.empty(),
        DataCipher.AES_256,
        false,
        false);
  }

  private static KmsException kmsFailure(Uni<Void> operation) {
    return ((RequestError.KmsFailed) error(operation)).failure();
  }

  private static RequestError error(Uni<Void> operation) {
    return catchThrowableOfType(ObjectStoreException.class, () -> operation.await().indefinitely())
        .error();
  }
}
