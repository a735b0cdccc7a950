package io.strongroom.kms.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.local.KeyRing;
import io.strongroom.kms.local.RingWrapper;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.testing.ScriptedKms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingKmsClientTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final EncryptionContext HERE = EncryptionContext.empty().with("at", "here");
  private static final EncryptionContext THERE = EncryptionContext.empty().with("at", "there");

  private final KmsClient standard = ring("k");
  private final KmsClient vault = ring("k");
  private final KmsClient router = RoutingKmsClient.create(standard, Map.of("vault", vault));

  private static KmsClient ring(String name) {
    KeyRing ring = SecretBytes.random(32).use(key -> KeyRing.of(name, key));
    return new WrapServiceProvider(
        new RingWrapper(any -> CompletableFuture.completedFuture(ring), Optional::empty, () -> {}));
  }

  private GeneratedDataKey generate(String keyId) {
    return router
        .generateDataKey(KeyName.parse(keyId), 32, HERE, ALICE)
        .toCompletableFuture()
        .join();
  }

  @Test
  void keyId_withoutName_standardService() {
    GeneratedDataKey made = generate("k");
    assertThat(made.keyId().text()).isEqualTo("k");
    assertThat(
            standard.decrypt(KeyName.parse("k"), made.wrapped(), HERE, ALICE).toCompletableFuture())
        .isCompleted();
  }

  @Test
  void keyId_withName_thatServiceAndNameKept() {
    GeneratedDataKey made = generate("vault:k");
    assertThat(made.keyId().text()).isEqualTo("vault:k");
    UnwrappedKey opened =
        router
            .decrypt(KeyName.parse(made.keyId().text()), made.wrapped(), HERE, ALICE)
            .toCompletableFuture()
            .join();
    assertThat(opened.keyId().text()).isEqualTo("vault:k");
    assertThat(opened.plaintext().matches(made.plaintext())).isTrue();
    assertThat(
            router
                .describeKey(KeyName.parse("vault:k"), ALICE)
                .toCompletableFuture()
                .join()
                .keyId()
                .text())
        .isEqualTo("vault:k");
    assertThat(
            standard.decrypt(KeyName.parse("k"), made.wrapped(), HERE, ALICE).toCompletableFuture())
        .isCompletedExceptionally();
  }

  @Test
  void keyId_arn_standardService() {
    ScriptedKms aws = ScriptedKms.working();
    KmsClient routed = RoutingKmsClient.create(aws, Map.of("vault", vault));
    String arn = "arn:aws:kms:eu-central-1:000000000000:key/1";
    assertThat(
            routed
                .generateDataKey(KeyName.parse(arn), 32, HERE, ALICE)
                .toCompletableFuture()
                .join()
                .keyId()
                .text())
        .isEqualTo("arn:" + arn);
  }

  @Test
  void keyId_withoutName_namedDefault_resultCarriesItsName() {
    KmsClient routed =
        RoutingKmsClient.create(
            "vault", Optional.empty(), Map.of("vault", vault, "ring", standard));
    GeneratedDataKey made =
        routed.generateDataKey(KeyName.parse("k"), 32, HERE, ALICE).toCompletableFuture().join();
    assertThat(made.keyId().text()).isEqualTo("vault:k");
    KmsClient anotherDefault =
        RoutingKmsClient.create("ring", Optional.empty(), Map.of("vault", vault, "ring", standard));
    assertThat(
            anotherDefault
                .decrypt(KeyName.parse("vault:k"), made.wrapped(), HERE, ALICE)
                .toCompletableFuture())
        .as("stored key ids outlive the default")
        .isCompleted();
  }

  @Test
  void keyId_arn_namedDefault_serviceOfArns() {
    ScriptedKms aws = ScriptedKms.working();
    KmsClient routed = RoutingKmsClient.create("vault", Optional.of(aws), Map.of("vault", vault));
    String arn = "arn:aws:kms:eu-central-1:000000000000:key/1";
    assertThat(
            routed
                .generateDataKey(KeyName.parse(arn), 32, HERE, ALICE)
                .toCompletableFuture()
                .join()
                .keyId()
                .text())
        .as("as the service named it")
        .isEqualTo("arn:" + arn);
  }

  @Test
  void default_notConfigured_refused() {
    assertThatThrownBy(
            () -> RoutingKmsClient.create("ring", Optional.empty(), Map.of("vault", vault)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reEncrypt_betweenServices_opensOnlyAtTheOther() {
    GeneratedDataKey made = generate("k");
    WrappedDataKey moved =
        router
            .reEncrypt(
                new ReEncryptCommand(
                    KeyName.parse("k"), made.wrapped(), HERE, KeyName.parse("vault:k"), THERE),
                ALICE)
            .toCompletableFuture()
            .join();
    assertThat(moved.keyId().text()).isEqualTo("vault:k");
    UnwrappedKey opened =
        router
            .decrypt(KeyName.parse("vault:k"), moved.wrapped(), THERE, ALICE)
            .toCompletableFuture()
            .join();
    assertThat(opened.plaintext().matches(made.plaintext())).isTrue();
    assertThat(
            router.decrypt(KeyName.parse("k"), moved.wrapped(), THERE, ALICE).toCompletableFuture())
        .isCompletedExceptionally();
  }

  @Test
  void reEncrypt_withinOneService_leftToIt() {
    GeneratedDataKey made = generate("vault:k");
    WrappedDataKey moved =
        router
            .reEncrypt(
                new ReEncryptCommand(
                    KeyName.parse("vault:k"),
                    made.wrapped(),
                    HERE,
                    KeyName.parse("vault:k"),
                    THERE),
                ALICE)
            .toCompletableFuture()
            .join();
    assertThat(
            router
                .decrypt(KeyName.parse("vault:k"), moved.wrapped(), THERE, ALICE)
                .toCompletableFuture())
        .isCompleted();
  }

  @Test
  void reEncrypt_toAServiceThatCannotWrap_refusedBeforeAnythingIsDecrypted() {
    ScriptedKms closed = ScriptedKms.working();
    ScriptedKms source = ScriptedKms.working();
    KmsClient routed = RoutingKmsClient.create(source, Map.of("closed", closed));
    GeneratedDataKey made = generate("k");
    var answer =
        routed
            .reEncrypt(
                new ReEncryptCommand(
                    KeyName.parse("k"), made.wrapped(), HERE, KeyName.parse("closed:k"), HERE),
                ALICE)
            .toCompletableFuture();
    assertThat(answer.exceptionNow()).isInstanceOf(KmsException.InvalidKeyUsage.class);
    assertThat(source.callCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn", "", "Vault", "a:b", "1x"})
  void name_thatWouldMislead_refused(String name) {
    assertThatThrownBy(() -> RoutingKmsClient.create(standard, Map.of(name, vault)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keyWithItsPlace_eitherSpelling_theArnsService() {
    List<String> asked = new ArrayList<>();
    KmsClient aws =
        new WrapServiceProvider(
            new RingWrapper(
                name -> {
                  asked.add(name);
                  return CompletableFuture.failedFuture(new KmsException.NotFound("none"));
                },
                Optional::empty,
                () -> {}));
    KmsClient several = RoutingKmsClient.create("vault", Optional.of(aws), Map.of("vault", vault));
    var _ = several.describeKey(KeyName.parse("cn-north-4:123456789012:key/1"), ALICE);
    var _ =
        several.describeKey(KeyName.parse("arn:aws-cn:kms:cn-north-4:123456789012:key/1"), ALICE);
    assertThat(asked)
        .containsExactly(
            "arn:aws-cn:kms:cn-north-4:123456789012:key/1",
            "arn:aws-cn:kms:cn-north-4:123456789012:key/1");
  }
}
