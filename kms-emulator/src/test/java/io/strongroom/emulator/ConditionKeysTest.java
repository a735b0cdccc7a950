package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** What policies can ask about, beyond the encryption context. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ConditionKeysTest {

  private static final SdkBytes TEXT = SdkBytes.fromUtf8String("text");

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;
  private String keyId;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "us-east-2");
    keyId = kms.createKey().keyMetadata().keyId();
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private void deny(String key, String action, String condition) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
           "Principal": {"AWS": "arn:aws:iam::111122223333:root"}},
          {"Effect": "Deny", "Action": "%s", "Resource": "*", "Principal": "*",
           "Condition": %s}]}
        """
            .formatted(action, condition);
    kms.putKeyPolicy(r -> r.keyId(key).policy(policy));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KmsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
  }

  @Test
  void reEncryptOnSameKey_allowsRewrappingOnly() {
    String other = kms.createKey().keyMetadata().keyId();
    SdkBytes sealed = kms.encrypt(r -> r.keyId(keyId).plaintext(TEXT)).ciphertextBlob();
    deny(keyId, "kms:ReEncryptFrom", "{\"Bool\": {\"kms:ReEncryptOnSameKey\": \"false\"}}");

    assertThatCode(() -> kms.reEncrypt(r -> r.ciphertextBlob(sealed).destinationKeyId(keyId)))
        .doesNotThrowAnyException();
    assertDenied(() -> kms.reEncrypt(r -> r.ciphertextBlob(sealed).destinationKeyId(other)));
  }

  @Test
  void requestAlias_tellsHowTheKeyWasNamed() {
    String signing =
        kms.createKey(r -> r.keySpec("ECC_NIST_P256").keyUsage(KeyUsageType.SIGN_VERIFY))
            .keyMetadata()
            .keyId();
    String alias = "alias/" + UUID.randomUUID();
    kms.createAlias(r -> r.aliasName(alias).targetKeyId(signing));
    deny(signing, "kms:Sign", "{\"StringNotEquals\": {\"kms:RequestAlias\": \"" + alias + "\"}}");

    assertThatCode(
            () -> kms.sign(r -> r.keyId(alias).signingAlgorithm("ECDSA_SHA_256").message(TEXT)))
        .doesNotThrowAnyException();
    assertDenied(
        () -> kms.sign(r -> r.keyId(signing).signingAlgorithm("ECDSA_SHA_256").message(TEXT)));
  }

  @Test
  void resourceAliases_knownToThePolicy() {
    String alias = "alias/" + UUID.randomUUID();
    deny(
        keyId,
        "kms:Encrypt",
        "{\"ForAnyValue:StringEquals\": {\"kms:ResourceAliases\": \"" + alias + "\"}}");
    kms.encrypt(r -> r.keyId(keyId).plaintext(TEXT));
    kms.createAlias(r -> r.aliasName(alias).targetKeyId(keyId));

    assertDenied(() -> kms.encrypt(r -> r.keyId(keyId).plaintext(TEXT)));
  }

  @Test
  void encryptionContextKeys_mustAllBeKnown() {
    deny(
        keyId,
        "kms:Encrypt",
        "{\"ForAnyValue:StringNotEquals\": {\"kms:EncryptionContextKeys\": \"purpose\"}}");

    assertThatCode(
            () ->
                kms.encrypt(
                    r -> r.keyId(keyId).plaintext(TEXT).encryptionContext(Map.of("purpose", "x"))))
        .doesNotThrowAnyException();
    assertDenied(
        () ->
            kms.encrypt(
                r ->
                    r.keyId(keyId)
                        .plaintext(TEXT)
                        .encryptionContext(Map.of("purpose", "x", "other", "y"))));
  }

  @Test
  void grantOperations_limitWhatMayBeGranted() {
    deny(
        keyId,
        "kms:CreateGrant",
        "{\"ForAnyValue:StringNotEquals\": {\"kms:GrantOperations\": [\"Encrypt\"]}}");
    String grantee = "arn:aws:iam::444455556666:user/eve";

    assertThatCode(
            () ->
                kms.createGrant(
                    r ->
                        r.keyId(keyId)
                            .granteePrincipal(grantee)
                            .operations(GrantOperation.ENCRYPT)))
        .doesNotThrowAnyException();
    assertDenied(
        () ->
            kms.createGrant(
                r ->
                    r.keyId(keyId)
                        .granteePrincipal(grantee)
                        .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT)));
  }

  @Test
  void deleteAlias_deniedOnTheKey_keepsTheAlias() {
    String alias = "alias/" + UUID.randomUUID();
    kms.createAlias(r -> r.aliasName(alias).targetKeyId(keyId));
    deny(keyId, "kms:DeleteAlias", "{\"Bool\": {\"kms:MultiRegion\": \"false\"}}");

    assertDenied(() -> kms.deleteAlias(r -> r.aliasName(alias)));
    assertThat(kms.describeKey(r -> r.keyId(alias)).keyMetadata().keyId()).isEqualTo(keyId);
  }

  @Test
  void listAliases_defaultKeys_listedBeforeTheyExist() {
    AliasListEntry before = entry("alias/aws/xray");
    String made = kms.describeKey(r -> r.keyId("alias/aws/xray")).keyMetadata().keyId();

    assertThat(before.targetKeyId()).isNull();
    assertThat(entry("alias/aws/xray").targetKeyId()).isEqualTo(made);
  }

  private AliasListEntry entry(String name) {
    return kms.listAliasesPaginator(r -> r.limit(7)).aliases().stream()
        .filter(alias -> alias.aliasName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void recipient_refusedNotIgnored() {
    assertThatThrownBy(
            () ->
                kms.generateDataKey(
                    r ->
                        r.keyId(keyId)
                            .keySpec("AES_256")
                            .recipient(n -> n.attestationDocument(TEXT))))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
