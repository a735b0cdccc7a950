package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.endtoend.DomainClient.Said;
import io.strongroom.kms.ConfiguredKms;
import io.strongroom.kms.provider.KmsProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Temporary keys at the bundled KMS itself, in both of its dialects. */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class KmsSessionsIT {

  private static final Requester SELF = new Requester(PrincipalName.of("arn:self"), "r1");

  private final Strongroom strongroom;
  private final IamClient iam;
  private final String user = "kms-" + UUID.randomUUID();
  private final String role = "role-" + UUID.randomUUID();
  private String madeKey = "";
  private AccessKey key;

  KmsSessionsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.iam = strongroom.iam(strongroom.root());
  }

  @BeforeEach
  void createUserAndRole() {
    madeKey = strongroom.newKmsKey();
    String arn = iam.createUser(request -> request.userName(user)).user().arn();
    key = iam.createAccessKey(request -> request.userName(user)).accessKey();
    iam.putUserPolicy(
        request -> request.userName(user).policyName("p").policyDocument(allowing("kms:*")));
    iam.createRole(
        request ->
            request
                .roleName(role)
                .path("/team/red/")
                .assumeRolePolicyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
                    "Action":"sts:AssumeRole"}]}\
                    """
                        .formatted(arn)));
    iam.putRolePolicy(
        request -> request.roleName(role).policyName("p").policyDocument(allowing("kms:*")));
    aSecond();
  }

  private static String allowing(String action) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"*"}]}\
    """
        .formatted(action);
  }

  private static void aSecond() {
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
  }

  private AwsCredentialsProvider permanent() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }

  private Credentials assumed(String sessionPolicy) {
    return strongroom
        .sts(permanent())
        .assumeRole(
            request ->
                request
                    .roleArn(iam.getRole(which -> which.roleName(role)).role().arn())
                    .roleSessionName("tests")
                    .policy(sessionPolicy))
        .credentials();
  }

  private KmsClient kms(Credentials granted) {
    return kms(granted, granted.sessionToken());
  }

  private KmsClient kms(Credentials granted, String token) {
    return strongroom.kms(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(granted.accessKeyId(), granted.secretAccessKey(), token)));
  }

  private void generate(KmsClient kms) {
    assertThat(
            kms.generateDataKey(request -> request.keyId(madeKey).keySpec(DataKeySpec.AES_256))
                .plaintext()
                .asByteArray())
        .hasSize(32);
  }

  private static void assertRefused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KmsException.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void sessionOfARole_mayDoWhatItsPolicyAndTheRolesBothLet() {
    try (KmsClient kms = kms(assumed(allowing("kms:GenerateDataKey")))) {
      generate(kms);
      assertRefused(
          () -> kms.describeKey(request -> request.keyId(madeKey)), "AccessDeniedException");
      assertRefused(kms::listKeys, "AccessDeniedException");
      assertThatThrownBy(kms::listKeys).hasMessageContaining("because no session policy allows");
    }
    try (KmsClient kms = kms(assumed(allowing("kms:*")))) {
      assertThat(kms.listKeys().keys()).isNotEmpty();
    }
  }

  @Test
  void sessionOfARoleOnAPath_isRefusedByAKeysPolicyThatNamesThePath() {
    iam.putRolePolicy(
        request -> request.roleName(role).policyName("p").policyDocument(allowing("*")));
    aSecond();
    Credentials granted = assumed(allowing("*"));
    AwsCredentialsProvider session =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                granted.accessKeyId(), granted.secretAccessKey(), granted.sessionToken()));
    String bucket = "path-" + UUID.randomUUID();
    strongroom.s3().createBucket(create -> create.bucket(bucket));
    seal(session, bucket);

    strongroom
        .kms()
        .putKeyPolicy(
            request ->
                request
                    .keyId(madeKey)
                    .policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                        "Principal":{"AWS":"*"},"Action":"kms:*","Resource":"*"},
                        {"Effect":"Deny","Principal":{"AWS":"*"},"Action":"kms:GenerateDataKey",
                        "Resource":"*","Condition":{"ArnLike":{
                        "aws:PrincipalArn":"arn:aws:iam::*:role/team/*"}}}]}\
                        """));

    try (KmsClient kms = kms(granted)) {
      assertRefused(() -> generate(kms), "AccessDeniedException");
    }
    assertThatThrownBy(() -> seal(session, bucket)).hasMessageContaining("kms:GenerateDataKey");
  }

  private void seal(AwsCredentialsProvider session, String bucket) {
    strongroom
        .s3(session)
        .putObject(
            put ->
                put.bucket(bucket)
                    .key("sealed")
                    .serverSideEncryption("aws:kms")
                    .ssekmsKeyId(madeKey),
            RequestBody.fromString("x"));
  }

  @Test
  void sessionOfARole_byAGrantToTheRole_staysWithinItsPolicy() {
    iam.deleteRolePolicy(request -> request.roleName(role).policyName("p"));
    String arn = iam.getRole(request -> request.roleName(role)).role().arn();
    strongroom
        .kms()
        .createGrant(
            request ->
                request
                    .keyId(madeKey)
                    .granteePrincipal(arn)
                    .operations(GrantOperation.GENERATE_DATA_KEY, GrantOperation.CREATE_GRANT));
    aSecond();

    try (KmsClient kms = kms(assumed(allowing("kms:GenerateDataKey")))) {
      generate(kms);
    }
    try (KmsClient kms = kms(assumed(allowing("s3:*")))) {
      assertRefused(() -> generate(kms), "AccessDeniedException");
    }
  }

  @Test
  void userWithAGrant_passesOnNoMoreThanTheGrantGives() {
    iam.deleteUserPolicy(request -> request.userName(user).policyName("p"));
    String arn = iam.getUser(request -> request.userName(user)).user().arn();
    strongroom
        .kms()
        .createGrant(
            request ->
                request
                    .keyId(madeKey)
                    .granteePrincipal(arn)
                    .operations(GrantOperation.DESCRIBE_KEY, GrantOperation.CREATE_GRANT));
    aSecond();

    try (KmsClient kms = strongroom.kms(permanent())) {
      assertRefused(
          () ->
              kms.createGrant(
                  request ->
                      request
                          .keyId(madeKey)
                          .granteePrincipal(arn)
                          .operations(GrantOperation.DECRYPT)),
          "AccessDeniedException");
      kms.createGrant(
          request ->
              request.keyId(madeKey).granteePrincipal(arn).operations(GrantOperation.DESCRIBE_KEY));
    }
  }

  @Test
  void token_missingWrongOrOfAnother_refused() {
    Credentials one = assumed(allowing("kms:*"));
    Credentials other = assumed(allowing("kms:GenerateDataKey"));

    try (KmsClient kms = kms(one, other.sessionToken())) {
      assertRefused(kms::listKeys, "UnrecognizedClientException");
    }
    try (KmsClient kms =
        strongroom.kms(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(one.accessKeyId(), one.secretAccessKey())))) {
      assertRefused(kms::listKeys, "UnrecognizedClientException");
    }
    try (KmsClient kms =
        strongroom.kms(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    key.accessKeyId(), key.secretAccessKey(), one.sessionToken())))) {
      assertRefused(kms::listKeys, "UnrecognizedClientException");
    }
  }

  @Test
  void session_over_isToldSo() {
    Credentials granted = strongroom.sts(permanent()).getSessionToken().credentials();
    try (KmsClient kms = kms(granted)) {
      generate(kms);
      try (Metadata metadata = strongroom.metadata()) {
        metadata.change(
            "update identity.access_key set expires_at = now() - interval '1 second' where id = '"
                + granted.accessKeyId()
                + "'");
      }
      aSecond();
      assertRefused(() -> generate(kms), "ExpiredTokenException");
    }
  }

  @Test
  void role_deleted_endsItsSessions() {
    try (KmsClient kms = kms(assumed(allowing("kms:*")))) {
      generate(kms);
      iam.deleteRolePolicy(request -> request.roleName(role).policyName("p"));
      iam.deleteRole(request -> request.roleName(role));
      aSecond();
      assertRefused(() -> generate(kms), "UnrecognizedClientException");
    }
  }

  @Test
  void securityToken_inDew_byTheSessionsPolicy_andNotWithoutIt() {
    Said granted =
        DomainClient.of(strongroom, permanent())
            .post(
                "OS-CREDENTIAL/securitytokens",
                """
                {"auth":{"identity":{"methods":["token"],"policy":{"Version":"1.1","Statement":[
                {"Effect":"Allow","Action":["kms:dek:create","kms:cmk:get"]}]}}}}\
                """);
    assertThat(granted.status()).as(granted.body()).isEqualTo(201);

    assertThat(generated(granted, granted.text("securitytoken"))).isTrue();
    assertThat(generated(granted, "")).isFalse();
    assertThat(generated(granted, "x" + granted.text("securitytoken"))).isFalse();
    Said listing =
        new DomainClient(strongroom, granted.text("access"), granted.text("secret"))
            .post(strongroom.endpoint("kms"), "/v1.0/project1/kms/list-keys", "{}");
    assertThat(listing.status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void securityToken_inDew_withoutTheRight_refused() {
    Said granted =
        DomainClient.of(strongroom, strongroom.root())
            .post(
                "OS-CREDENTIAL/securitytokens",
                """
                {"auth":{"identity":{"methods":["token"],"policy":{"Version":"1.1","Statement":[
                {"Effect":"Allow","Action":["obs:object:GetObject"]}]}}}}\
                """);
    assertThat(granted.status()).as(granted.body()).isEqualTo(201);

    assertThat(generated(granted, granted.text("securitytoken"))).as("the root's").isFalse();
  }

  private boolean generated(Said granted, String token) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "endpoint", strongroom.endpoint("kms").toString(),
                "project-id", "project1",
                "access-key-id", granted.text("access"),
                "secret-access-key", granted.text("secret")));
    if (!token.isEmpty()) {
      settings.put("security-token", token);
    }
    String id = strongroom.kmsKey().replaceFirst(".*/", "");
    try (KmsProvider dew = ConfiguredKms.create("dew", settings)) {
      dew.generateDataKey(KeyName.parse(id), 32, EncryptionContext.empty(), SELF)
          .toCompletableFuture()
          .join()
          .close();
      return true;
    } catch (CompletionException refused) {
      assertThat(refused).hasCauseInstanceOf(io.strongroom.crypto.kms.KmsException.class);
      return false;
    }
  }
}
