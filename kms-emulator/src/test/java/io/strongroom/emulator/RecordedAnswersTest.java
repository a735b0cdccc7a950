package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Answers of AWS that differ from what one would guess. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RecordedAnswersTest {

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "us-west-2");
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private String newKey() {
    return kms.createKey().keyMetadata().keyId();
  }

  private static void assertCode(Throwable failure, String code) {
    assertThat(((KmsException) failure).awsErrorDetails().errorCode()).isEqualTo(code);
  }

  @Test
  void alias_toAnAlias_validationException() {
    String name = "alias/" + UUID.randomUUID();
    String other = "alias/" + UUID.randomUUID();
    kms.createAlias(r -> r.aliasName(name).targetKeyId(newKey()));
    String arn = kms.describeKey(r -> r.keyId(name)).keyMetadata().arn();
    String aliasArn = arn.substring(0, arn.indexOf("key/")) + name;

    for (String target : List.of(name, aliasArn)) {
      assertThatThrownBy(() -> kms.createAlias(r -> r.aliasName(other).targetKeyId(target)))
          .hasMessageContaining("Aliases must refer to keys. Not aliases")
          .satisfies(e -> assertCode(e, "ValidationException"));
      assertThatThrownBy(() -> kms.updateAlias(r -> r.aliasName(name).targetKeyId(target)))
          .satisfies(e -> assertCode(e, "ValidationException"));
    }
  }

  @Test
  void decrypt_underAnotherKey_incorrectKey_whateverThatIsFor() {
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(newKey()).plaintext(SdkBytes.fromUtf8String("text")))
            .ciphertextBlob();
    String signing =
        kms.createKey(r -> r.keySpec("ECC_NIST_P256").keyUsage(KeyUsageType.SIGN_VERIFY))
            .keyMetadata()
            .keyId();
    String disabled = newKey();
    kms.disableKey(r -> r.keyId(disabled));

    for (String other : List.of(newKey(), signing, disabled)) {
      assertThatThrownBy(() -> kms.decrypt(r -> r.keyId(other).ciphertextBlob(blob)))
          .isInstanceOf(IncorrectKeyException.class);
      assertThatThrownBy(
              () ->
                  kms.reEncrypt(
                      r -> r.sourceKeyId(other).destinationKeyId(newKey()).ciphertextBlob(blob)))
          .isInstanceOf(IncorrectKeyException.class);
    }
  }

  @Test
  void decrypt_byAliasThatAPolicyDemands_permitted() {
    String keyId = newKey();
    String name = "alias/" + UUID.randomUUID();
    kms.createAlias(r -> r.aliasName(name).targetKeyId(keyId));
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(name).plaintext(SdkBytes.fromUtf8String("text"))).ciphertextBlob();
    kms.putKeyPolicy(
        r ->
            r.keyId(keyId)
                .bypassPolicyLockoutSafetyCheck(true)
                .policy(
                    """
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Principal": {"AWS": "111122223333"},
                       "Action": "kms:Decrypt", "Resource": "*",
                       "Condition": {"StringEquals": {"kms:RequestAlias": "%s"}}}]}
                    """
                        .formatted(name)));

    assertThat(kms.decrypt(r -> r.keyId(name).ciphertextBlob(blob)).plaintext().asUtf8String())
        .isEqualTo("text");
    assertThatThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(blob)))
        .satisfies(e -> assertCode(e, "AccessDeniedException"));
  }

  @Test
  void grant_toTheObjectService_isForItsOwnCalls() {
    String arn = kms.createKey().keyMetadata().arn();
    try (KmsClient service =
        Clients.kms(
            endpoint.uri().orElseThrow(), PostgresResource.SERVICE_ACCESS_KEY, "us-west-2")) {
      assertThatThrownBy(() -> service.generateDataKey(r -> r.keyId(arn).numberOfBytes(32)))
          .satisfies(e -> assertCode(e, "AccessDeniedException"));

      kms.createGrant(
          r ->
              r.keyId(arn)
                  .granteePrincipal("s3.amazonaws.com")
                  .operations(GrantOperation.GENERATE_DATA_KEY));

      assertThat(service.generateDataKey(r -> r.keyId(arn).numberOfBytes(32)).keyId())
          .isEqualTo(arn);
      assertThat(kms.listGrants(r -> r.keyId(arn)).grants())
          .singleElement()
          .satisfies(g -> assertThat(g.granteePrincipal()).isEqualTo("s3.amazonaws.com"));
    }
    assertThatThrownBy(
            () ->
                kms.createGrant(
                    r ->
                        r.keyId(arn)
                            .granteePrincipal("s3.example.com")
                            .operations(GrantOperation.DECRYPT)))
        .satisfies(e -> assertCode(e, "InvalidArnException"));
  }

  @Test
  void rotationStatus_namesTheKeyByItsArn() {
    var key = kms.createKey().keyMetadata();
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.keyId())).keyId()).isEqualTo(key.arn());
  }

  @Test
  void replica_isBeingCreated_whenItsMakerIsAnswered() {
    String keyId = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();

    KeyMetadata made =
        kms.replicateKey(r -> r.keyId(keyId).replicaRegion("us-east-2")).replicaKeyMetadata();

    assertThat(made.keyState()).isEqualTo(KeyState.CREATING);
    assertThat(made.enabled()).isFalse();
    try (KmsClient there =
        Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "us-east-2")) {
      assertThat(there.describeKey(r -> r.keyId(keyId)).keyMetadata().keyState())
          .isEqualTo(KeyState.ENABLED);
    }
  }

  @Test
  void customKeyStores_noneAndNoneKnown() {
    var found = kms.describeCustomKeyStores();
    assertThat(found.customKeyStores()).isEmpty();
    assertThat(found.truncated()).isFalse();

    assertThatThrownBy(() -> kms.describeCustomKeyStores(r -> r.customKeyStoreName("mine")))
        .isInstanceOf(CustomKeyStoreNotFoundException.class);
    assertThatThrownBy(() -> kms.connectCustomKeyStore(r -> r.customKeyStoreId("cks-1")))
        .isInstanceOf(CustomKeyStoreNotFoundException.class);
    assertThatThrownBy(() -> kms.createKey(r -> r.customKeyStoreId("cks-1")))
        .isInstanceOf(CustomKeyStoreNotFoundException.class);
    assertThatThrownBy(() -> kms.generateRandom(r -> r.numberOfBytes(8).customKeyStoreId("cks-1")))
        .isInstanceOf(CustomKeyStoreNotFoundException.class);
  }
}
