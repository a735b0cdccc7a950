package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.ConfiguredKms;
import io.strongroom.kms.provider.KmsProvider;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** Users of the database at the bundled KMS itself, in both of its dialects. */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class KmsUsersIT {

  private static final Requester SELF = new Requester(PrincipalName.of("arn:self"), "r1");

  private final Strongroom strongroom;
  private final IamClient iam;
  private final String user = "kms-" + UUID.randomUUID();
  private AccessKey key;

  KmsUsersIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.iam = strongroom.iam(strongroom.root());
  }

  @BeforeEach
  void createUser() {
    iam.createUser(request -> request.userName(user));
    key = iam.createAccessKey(request -> request.userName(user)).accessKey();
  }

  private KmsClient kms() {
    return strongroom.kms(
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
  }

  private void allow(String actions) {
    iam.putUserPolicy(
        request ->
            request
                .userName(user)
                .policyName("keys")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":%s,"Resource":"*"}]}"""
                        .formatted(actions)));
    // A policy counts within a second.
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            software.amazon.awssdk.services.kms.model.KmsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
  }

  @Test
  void user_withoutPolicies_mayDoNothing() {
    try (KmsClient kms = kms()) {
      assertDenied(kms::createKey);
      assertDenied(kms::listKeys);
      assertDenied(() -> kms.describeKey(request -> request.keyId(strongroom.kmsKey())));
    }
  }

  @Test
  void user_mayDoWhatThePoliciesLet_andNoMore() {
    allow("[\"kms:GenerateDataKey\",\"kms:ListKeys\"]");
    try (KmsClient kms = kms()) {
      assertThat(
              kms.generateDataKey(
                      request -> request.keyId(strongroom.kmsKey()).keySpec(DataKeySpec.AES_256))
                  .plaintext()
                  .asByteArray())
          .hasSize(32);
      assertThat(kms.listKeys().keys()).isNotEmpty();
      assertDenied(kms::createKey);
      assertDenied(() -> kms.disableKey(request -> request.keyId(strongroom.kmsKey())));
    }
  }

  @Test
  void user_namedByTheKeysPolicy_needsNoneOfTheirOwn() {
    String made = strongroom.newKmsKey();
    String arn = iam.getUser(request -> request.userName(user)).user().arn();
    strongroom
        .kms()
        .putKeyPolicy(
            request ->
                request
                    .keyId(made)
                    .bypassPolicyLockoutSafetyCheck(true)
                    .policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                        "Principal":{"AWS":"%s"},"Action":"kms:DescribeKey","Resource":"*"}]}"""
                            .formatted(arn)));
    try (KmsClient kms = kms()) {
      assertThat(kms.describeKey(request -> request.keyId(made)).keyMetadata().arn())
          .isEqualTo(made);
      assertDenied(() -> kms.scheduleKeyDeletion(request -> request.keyId(made)));
    }
  }

  @Test
  void user_inDew_byTheSamePolicies() {
    String id = strongroom.kmsKey().replaceFirst(".*/", "");
    try (KmsProvider dew = dew()) {
      assertThatThrownBy(
              () ->
                  dew.generateDataKey(KeyName.parse(id), 32, EncryptionContext.empty(), SELF)
                      .toCompletableFuture()
                      .join())
          .hasCauseInstanceOf(KmsException.class);
    }
    allow("[\"kms:GenerateDataKey*\",\"kms:DescribeKey\"]");
    try (KmsProvider dew = dew()) {
      var made =
          dew.generateDataKey(KeyName.parse(id), 32, EncryptionContext.empty(), SELF)
              .toCompletableFuture()
              .join();
      assertThat(made.keyId().text()).contains(id);
      made.close();
    }
  }

  private KmsProvider dew() {
    return ConfiguredKms.create(
        "dew",
        Map.of(
            "endpoint", strongroom.endpoint("kms").toString(),
            "project-id", "project1",
            "access-key-id", key.accessKeyId(),
            "secret-access-key", key.secretAccessKey()));
  }

  @Test
  void key_disabled_endsAtTheKmsToo() {
    allow("\"kms:*\"");
    try (KmsClient kms = kms()) {
      assertThat(kms.listKeys().keys()).isNotEmpty();
      iam.updateAccessKey(
          request -> request.userName(user).accessKeyId(key.accessKeyId()).status("Inactive"));
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      assertThatThrownBy(kms::listKeys)
          .isInstanceOfSatisfying(
              software.amazon.awssdk.services.kms.model.KmsException.class,
              e ->
                  assertThat(e.awsErrorDetails().errorCode())
                      .isEqualTo("UnrecognizedClientException"));
    }
  }
}
