package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AwsSdkTest {

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = client(PostgresResource.ACCESS_KEY, "eu-central-1");
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private KmsClient client(String accessKey, String region) {
    return Clients.kms(endpoint.uri().orElseThrow(), accessKey, region);
  }

  @Test
  void sessionTokenBesidePermanentKeys_refused() {
    try (KmsClient withToken =
        KmsClient.builder()
            .endpointOverride(endpoint.uri().orElseThrow())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        PostgresResource.ACCESS_KEY, PostgresResource.SECRET_KEY, "temporary")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      assertThatThrownBy(() -> withToken.listKeys())
          .isInstanceOfSatisfying(
              KmsException.class,
              refused -> {
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.awsErrorDetails().errorCode())
                    .isEqualTo("UnrecognizedClientException");
              });
    }
  }

  private KeyMetadata newKey() {
    return kms.createKey(r -> r.description("test")).keyMetadata();
  }

  private SdkBytes encrypt(String keyId, Map<String, String> context) {
    return kms.encrypt(
            r ->
                r.keyId(keyId)
                    .plaintext(SdkBytes.fromUtf8String("plain"))
                    .encryptionContext(context))
        .ciphertextBlob();
  }

  private String decrypt(SdkBytes blob, Map<String, String> context) {
    return kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(context))
        .plaintext()
        .asUtf8String();
  }

  @Test
  void decrypt_anyByteOfTheBlobChanged_invalidCiphertextWithoutMessage() {
    byte[] blob = encrypt(newKey().keyId(), Map.of()).asByteArray();

    for (int i = 0; i < blob.length; i++) {
      byte[] tampered = blob.clone();
      tampered[i] ^= 1;
      assertThatThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(tampered))))
          .as("byte " + i)
          .isInstanceOfSatisfying(
              InvalidCiphertextException.class,
              refusal -> assertThat(refusal.awsErrorDetails().errorMessage()).isNullOrEmpty());
    }
  }

  @Test
  void createKey_defaults_symmetricEnabledKeyOfTheCaller() {
    KeyMetadata key = newKey();

    assertThat(key.awsAccountId()).isEqualTo("111122223333");
    assertThat(key.arn()).isEqualTo("arn:aws:kms:eu-central-1:111122223333:key/" + key.keyId());
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(key.enabled()).isTrue();
    assertThat(key.keySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(key.encryptionAlgorithms())
        .containsExactly(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
    assertThat(kms.describeKey(r -> r.keyId(key.arn())).keyMetadata()).isEqualTo(key);
  }

  @Test
  void decrypt_ownBlob_givesPlaintextWithoutNamingTheKey() {
    KeyMetadata key = newKey();
    SdkBytes blob = encrypt(key.keyId(), Map.of("a", "b", "c", "d"));

    var reply =
        kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(Map.of("c", "d", "a", "b")));

    assertThat(reply.plaintext().asUtf8String()).isEqualTo("plain");
    assertThat(reply.keyId()).isEqualTo(key.arn());
    assertThat(blob.asByteArray()).hasSize(5 + 78);
  }

  @Test
  void decrypt_shiftedContext_rejectedWithoutMessage() {
    SdkBytes blob = encrypt(newKey().keyId(), Map.of("a", "bc"));

    assertThatThrownBy(() -> decrypt(blob, Map.of("ab", "c")))
        .isInstanceOfSatisfying(
            InvalidCiphertextException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isNull());
  }

  @Test
  void decrypt_everyByteFlipped_rejected() {
    byte[] blob = encrypt(newKey().keyId(), Map.of()).asByteArray();

    for (int i = 0; i < blob.length; i++) {
      byte[] changed = blob.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> decrypt(SdkBytes.fromByteArray(changed), Map.of()))
          .as("byte %d", i)
          .isInstanceOf(KmsException.class)
          .extracting(e -> ((AwsServiceException) e).awsErrorDetails().errorCode())
          .isIn("InvalidCiphertextException", "AccessDeniedException");
    }
  }

  @Test
  void decrypt_otherKeyNamed_incorrectKey() {
    SdkBytes blob = encrypt(newKey().keyId(), Map.of());
    String other = newKey().keyId();

    assertThatThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(blob).keyId(other)))
        .isInstanceOf(IncorrectKeyException.class);
  }

  @Test
  void decrypt_otherAccount_accessDeniedLikeUnknown() {
    SdkBytes blob = encrypt(newKey().keyId(), Map.of());

    try (KmsClient eve = client(PostgresResource.OTHER_ACCESS_KEY, "eu-central-1")) {
      assertThatThrownBy(() -> eve.decrypt(r -> r.ciphertextBlob(blob)))
          .isInstanceOf(KmsException.class)
          .hasMessageContaining("does not exist in this region");
    }
  }

  @Test
  void generateDataKey_decryptsToThePlaintext() {
    String keyId = newKey().keyId();
    GenerateDataKeyResponse reply =
        kms.generateDataKey(r -> r.keyId(keyId).keySpec(DataKeySpec.AES_256));

    assertThat(reply.plaintext().asByteArray()).hasSize(32);
    assertThat(kms.decrypt(r -> r.ciphertextBlob(reply.ciphertextBlob())).plaintext())
        .isEqualTo(reply.plaintext());
  }

  @Test
  void generateDataKeyWithoutPlaintext_decryptsToWantedLength() {
    String keyId = newKey().keyId();
    var reply = kms.generateDataKeyWithoutPlaintext(r -> r.keyId(keyId).numberOfBytes(1024));

    assertThat(kms.decrypt(r -> r.ciphertextBlob(reply.ciphertextBlob())).plaintext().asByteArray())
        .hasSize(1024);
  }

  @Test
  void generateDataKey_defaultKeyAlias_madeAtFirstUseAndKept() {
    try (KmsClient fresh = client(PostgresResource.ACCESS_KEY, "eu-west-3")) {
      assertThat(fresh.listAliases().aliases())
          .allSatisfy(alias -> assertThat(alias.targetKeyId()).isNull());
      var first = fresh.generateDataKey(r -> r.keyId("alias/aws/s3").keySpec(DataKeySpec.AES_256));
      var second = fresh.describeKey(r -> r.keyId("alias/aws/s3")).keyMetadata();

      assertThat(second.arn()).isEqualTo(first.keyId());
      assertThat(second.keyManagerAsString()).isEqualTo("AWS");
      assertThat(fresh.listAliases().aliases())
          .filteredOn(alias -> alias.targetKeyId() != null)
          .singleElement()
          .satisfies(alias -> assertThat(alias.targetKeyId()).isEqualTo(second.keyId()));
    }
  }

  @Test
  void generateDataKey_firstUseByMany_oneDefaultKey() {
    try (KmsClient fresh = client(PostgresResource.ACCESS_KEY, "ap-south-1")) {
      Set<String> keys =
          IntStream.range(0, 16)
              .parallel()
              .mapToObj(
                  i ->
                      fresh
                          .generateDataKey(
                              r -> r.keyId("alias/aws/ebs").keySpec(DataKeySpec.AES_256))
                          .keyId())
              .collect(Collectors.toSet());

      assertThat(keys).hasSize(1);
      assertThat(fresh.listKeys().keys()).hasSize(1);
    }
  }

  @Test
  void reEncrypt_toAnotherKeyAndContext_opensThereOnly() {
    SdkBytes blob = encrypt(newKey().keyId(), Map.of("a", "1"));
    KeyMetadata destination = newKey();
    var reply =
        kms.reEncrypt(
            r ->
                r.ciphertextBlob(blob)
                    .sourceEncryptionContext(Map.of("a", "1"))
                    .destinationKeyId(destination.keyId())
                    .destinationEncryptionContext(Map.of("a", "2")));

    assertThat(reply.keyId()).isEqualTo(destination.arn());
    assertThat(decrypt(reply.ciphertextBlob(), Map.of("a", "2"))).isEqualTo("plain");
    assertThatThrownBy(() -> decrypt(reply.ciphertextBlob(), Map.of("a", "1")))
        .isInstanceOf(InvalidCiphertextException.class);
  }

  @Test
  void disableKey_atOnceRefusesAndEnableAllowsAgain() {
    String keyId = newKey().keyId();
    SdkBytes blob = encrypt(keyId, Map.of());

    kms.disableKey(r -> r.keyId(keyId));
    assertThatThrownBy(() -> decrypt(blob, Map.of()))
        .isInstanceOf(DisabledException.class)
        .hasMessageContaining("is disabled.");
    kms.enableKey(r -> r.keyId(keyId));
    assertThat(decrypt(blob, Map.of())).isEqualTo("plain");
  }

  @Test
  void scheduleKeyDeletion_refusesUseUntilCancelledThenDisabled() {
    String keyId = newKey().keyId();
    var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(keyId).pendingWindowInDays(7));

    assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThatThrownBy(() -> encrypt(keyId, Map.of()))
        .isInstanceOf(KmsInvalidStateException.class)
        .hasMessageContaining("is pending deletion.");
    kms.cancelKeyDeletion(r -> r.keyId(keyId));
    assertThat(kms.describeKey(r -> r.keyId(keyId)).keyMetadata().keyState())
        .isEqualTo(KeyState.DISABLED);
  }

  @Test
  void alias_createMoveDelete() {
    String name = "alias/" + UUID.randomUUID();
    KeyMetadata first = newKey();
    KeyMetadata second = newKey();

    kms.createAlias(r -> r.aliasName(name).targetKeyId(first.keyId()));
    assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().arn()).isEqualTo(first.arn());
    assertThatThrownBy(() -> kms.createAlias(r -> r.aliasName(name).targetKeyId(second.keyId())))
        .isInstanceOf(AlreadyExistsException.class);
    kms.updateAlias(r -> r.aliasName(name).targetKeyId(second.arn()));
    assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().arn()).isEqualTo(second.arn());
    kms.deleteAlias(r -> r.aliasName(name));
    assertThatThrownBy(() -> kms.describeKey(r -> r.keyId(name)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("is not found.");
  }

  @Test
  void listKeys_paged_showsEveryKeyOnce() {
    try (KmsClient fresh = client(PostgresResource.ACCESS_KEY, "sa-east-1")) {
      List<String> made =
          IntStream.range(0, 5)
              .mapToObj(i -> fresh.createKey().keyMetadata().keyId())
              .sorted()
              .toList();

      List<String> listed =
          fresh.listKeysPaginator(r -> r.limit(2)).keys().stream().map(k -> k.keyId()).toList();

      assertThat(listed).isEqualTo(made);
    }
  }

  @Test
  void encrypt_dryRun_doesNothing() {
    String keyId = newKey().keyId();

    assertThatThrownBy(
            () ->
                kms.encrypt(
                    r -> r.keyId(keyId).plaintext(SdkBytes.fromUtf8String("x")).dryRun(true)))
        .isInstanceOf(DryRunOperationException.class);
  }

  @Test
  void encrypt_chinaRegion_sm4Blob() {
    try (KmsClient china = client(PostgresResource.ACCESS_KEY, "cn-north-1")) {
      KeyMetadata key = china.createKey().keyMetadata();
      SdkBytes blob =
          china
              .encrypt(r -> r.keyId(key.arn()).plaintext(SdkBytes.fromUtf8String("x")))
              .ciphertextBlob();

      assertThat(key.arn()).startsWith("arn:aws-cn:kms:cn-north-1:");
      assertThat(key.keySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
      assertThat(blob.asByteArray()[1]).as("suite").isEqualTo((byte) 2);
      assertThat(china.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asUtf8String())
          .isEqualTo("x");
    }
  }

  @Test
  void generateRandom_differsEachTime() {
    assertThat(kms.generateRandom(r -> r.numberOfBytes(32)).plaintext())
        .isNotEqualTo(kms.generateRandom(r -> r.numberOfBytes(32)).plaintext());
  }
}
