package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** Who may do what: users, policies, anonymous readers and sessions, by the AWS SDK. */
@ExtendWith(StrongroomExtension.class)
class AccessIT {

  private final Strongroom strongroom;
  private final S3Client root;
  private final IamClient iam;
  private String bucket = "";
  private String user = "";

  AccessIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    root = strongroom.s3();
    iam = strongroom.iam(strongroom.root());
  }

  @BeforeEach
  void createBucketAndUser() {
    bucket = strongroom.newBucket();
    user = "user-" + UUID.randomUUID();
    iam.createUser(request -> request.userName(user));
    root.putObject(
        request -> request.bucket(bucket).key("team/plan"), RequestBody.fromString("plan"));
    root.putObject(request -> request.bucket(bucket).key("secret"), RequestBody.fromString("no"));
  }

  private AwsCredentialsProvider newKey() {
    AccessKey key = iam.createAccessKey(request -> request.userName(user)).accessKey();
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }

  private void allow(String statement) {
    iam.putUserPolicy(
        request ->
            request
                .userName(user)
                .policyName("p")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
  }

  private void setBucketPolicy(String statement) {
    root.deletePublicAccessBlock(request -> request.bucket(bucket));
    root.putBucketPolicy(
        request ->
            request
                .bucket(bucket)
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
  }

  private String get(S3Client client, String key) {
    return client
        .getObjectAsBytes(request -> request.bucket(bucket).key(key))
        .asString(StandardCharsets.UTF_8);
  }

  private void assertDenied(S3Client client, String key) {
    assertThatThrownBy(() -> get(client, key))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            });
  }

  @Test
  void user_withoutPolicy_mayDoNothing() {
    S3Client client = strongroom.s3(newKey());

    assertDenied(client, "team/plan");
    assertThatThrownBy(client::listBuckets).isInstanceOf(S3Exception.class);
  }

  @Test
  void user_ofOnePrefix_readsThatOnly_andIsToldWhy() {
    allow(
        """
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/team/*"}\
        """
            .formatted(bucket));
    S3Client client = strongroom.s3(newKey());

    assertThat(get(client, "team/plan")).isEqualTo("plan");
    assertThatThrownBy(() -> get(client, "secret"))
        .hasMessageContaining("user/" + user)
        .hasMessageContaining("because no identity-based policy allows the s3:GetObject action");
  }

  @Test
  void missingObject_withoutTheRightToList_isDeniedAndNotMissing() {
    allow(
        """
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}\
        """);
    S3Client client = strongroom.s3(newKey());
    assertDenied(client, "team/nothing");

    allow(
        """
        {"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":"*"}\
        """);

    assertThatThrownBy(() -> get(strongroom.s3(newKey()), "team/nothing"))
        .hasMessageContaining("The specified key does not exist");
  }

  @Test
  void key_disabled_endsWithinASecond() throws InterruptedException {
    allow(
        """
        {"Effect":"Allow","Action":"s3:*","Resource":"*"}\
        """);
    AccessKey key = iam.createAccessKey(request -> request.userName(user)).accessKey();
    S3Client client =
        strongroom.s3(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
    assertThat(get(client, "secret")).isEqualTo("no");

    iam.updateAccessKey(
        request -> request.userName(user).accessKeyId(key.accessKeyId()).status("Inactive"));
    Thread.sleep(Duration.ofSeconds(1));

    assertThatThrownBy(() -> get(client, "secret"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId"));
  }

  @Test
  void presignedUrl_carriesTheSignersRightsWhenItIsUsed() throws IOException, InterruptedException {
    allow(
        """
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}\
        """);
    URL url;
    try (S3Presigner presigner = strongroom.presigner(newKey())) {
      url =
          presigner
              .presignGetObject(
                  request ->
                      request
                          .signatureDuration(Duration.ofMinutes(5))
                          .getObjectRequest(get -> get.bucket(bucket).key("secret")))
              .url();
    }
    assertThat(status(url)).isEqualTo(200);

    iam.deleteUserPolicy(request -> request.userName(user).policyName("p"));
    Thread.sleep(Duration.ofSeconds(1));

    assertThat(status(url)).isEqualTo(403);
  }

  private int status(URL url) throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection) URI.create(url.toString()).toURL().openConnection();
    connection.setSSLSocketFactory(strongroom.tls().getSocketFactory());
    return connection.getResponseCode();
  }

  @Test
  void bucketPolicy_forEveryone_letsReadWithoutASignature_butNoObjectUnderAKmsKey() {
    setBucketPolicy(
        """
        {"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}\
        """
            .formatted(bucket));
    root.putObject(
        request ->
            request
                .bucket(bucket)
                .key("kms")
                .serverSideEncryption("aws:kms")
                .ssekmsKeyId(strongroom.kmsKey()),
        RequestBody.fromString("sealed"));
    S3Client nobody = strongroom.s3(AnonymousCredentialsProvider.create());

    assertThat(get(nobody, "secret")).isEqualTo("no");
    assertThatThrownBy(() -> get(nobody, "kms"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    assertThat(root.getBucketPolicyStatus(request -> request.bucket(bucket)).policyStatus())
        .extracting("isPublic")
        .isEqualTo(true);

    root.deleteBucketPolicy(request -> request.bucket(bucket));

    assertDenied(nobody, "secret");
  }

  @Test
  void bucketPolicy_public_refusedWhereThePublicIsBlocked() {
    assertThatThrownBy(
            () ->
                root.putBucketPolicy(
                    request ->
                        request
                            .bucket(bucket)
                            .policy(
                                """
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
                                "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}]}\
                                """
                                    .formatted(bucket))))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  @Test
  void bucketPolicy_thatDemandsKms_refusesOtherWritesOfTheOwnerToo() {
    setBucketPolicy(
        """
        {"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/*",
        "Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}}\
        """
            .formatted(bucket));

    assertThatThrownBy(
            () ->
                root.putObject(
                    request -> request.bucket(bucket).key("plain"), RequestBody.fromString("x")))
        .hasMessageContaining("with an explicit deny in a resource-based policy");
    root.putObject(
        request ->
            request
                .bucket(bucket)
                .key("sealed")
                .serverSideEncryption("aws:kms")
                .ssekmsKeyId(strongroom.kmsKey()),
        RequestBody.fromString("x"));
    String upload =
        root.createMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key("parts")
                        .serverSideEncryption("aws:kms")
                        .ssekmsKeyId(strongroom.kmsKey()))
            .uploadId();
    assertThat(
            root.uploadPart(
                    request -> request.bucket(bucket).key("parts").uploadId(upload).partNumber(1),
                    RequestBody.fromString("part"))
                .eTag())
        .isNotEmpty();
  }

  @Test
  void otherAccount_needsTheBucketsPolicyAndItsOwn() {
    Accounts.Account other = Accounts.add(strongroom, "other-" + UUID.randomUUID());
    IamClient theirs = strongroom.iam(other.root());
    theirs.createUser(request -> request.userName("guest"));
    AccessKey key = theirs.createAccessKey(request -> request.userName("guest")).accessKey();
    S3Client guest =
        strongroom.s3(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
    S3Client theirRoot = strongroom.s3(other.root());
    assertDenied(guest, "secret");
    assertDenied(theirRoot, "secret");

    setBucketPolicy(
        """
        {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::%s/*"}\
        """
            .formatted(other.id(), bucket));

    assertThat(get(theirRoot, "secret")).isEqualTo("no");
    assertDenied(guest, "secret");

    theirs.attachUserPolicy(
        request ->
            request.userName("guest").policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));

    assertThat(get(strongroom.s3(other.root()), "secret")).isEqualTo("no");
    assertThat(eventually(() -> get(guest, "secret"))).isEqualTo("no");
    assertThat(theirRoot.listBuckets().buckets()).isEmpty();
  }

  /** A policy counts within a second. */
  private static String eventually(Supplier<String> reading) {
    for (int i = 0; i < 10; i++) {
      try {
        return reading.get();
      } catch (S3Exception refused) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
    return reading.get();
  }

  @Test
  void objectUnderAKmsKey_needsTheUsersRightToTheKeyToo() {
    root.putObject(
        request ->
            request
                .bucket(bucket)
                .key("kms")
                .serverSideEncryption("aws:kms")
                .ssekmsKeyId(strongroom.kmsKey()),
        RequestBody.fromString("sealed"));
    allow(
        """
        {"Effect":"Allow","Action":"s3:*","Resource":"*"}\
        """);
    S3Client client = strongroom.s3(newKey());
    assertDenied(client, "kms");

    allow(
        """
        {"Effect":"Allow","Action":"s3:*","Resource":"*"},
        {"Effect":"Allow","Action":"kms:Decrypt","Resource":"%s"}\
        """
            .formatted(strongroom.kmsKey()));

    assertThat(eventually(() -> get(client, "kms"))).isEqualTo("sealed");
    assertThatThrownBy(
            () ->
                client.putObject(
                    request ->
                        request
                            .bucket(bucket)
                            .key("mine")
                            .serverSideEncryption("aws:kms")
                            .ssekmsKeyId(strongroom.kmsKey()),
                    RequestBody.fromString("x")))
        .hasMessageContaining("kms:GenerateDataKey");
  }

  @Test
  void why_aRefusedRequest_namesWhatDecided() {
    setBucketPolicy(
        """
        {"Sid":"OverTls","Effect":"Deny","Principal":"*","Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::%s/secret"}\
        """
            .formatted(bucket));
    String requestId = "";
    try {
      get(root, "secret");
    } catch (S3Exception refused) {
      requestId = refused.requestId();
    }
    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());

    assertThat(Accounts.why(strongroom, requestId))
        .contains("denied by statement 1 (OverTls) of bucket policy of " + bucket);
  }

  @Test
  void why_aRuleThatIsNoPolicy_isNamed() {
    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                root.getObject(
                    request ->
                        request.bucket(bucket).key("secret").expectedBucketOwner("999988887777")));

    assertThat(why(refused.requestId()))
        .contains("may not s3:GetObject")
        .contains("the request names another account as the bucket's owner");
  }

  /** The id of the refusal of a read. */
  private String refusedRead(S3Client client, String key) {
    for (int i = 0; i < 10; i++) {
      try {
        get(client, key);
      } catch (S3Exception refused) {
        return refused.requestId();
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new AssertionError("it was not refused");
  }

  private String why(String requestId) {
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    return Accounts.why(strongroom, requestId);
  }

  private void putUnder(String kmsKey) {
    root.putObject(
        request ->
            request.bucket(bucket).key("kms").serverSideEncryption("aws:kms").ssekmsKeyId(kmsKey),
        RequestBody.fromString("sealed"));
  }

  @Test
  void why_aKeyRefusedByTheUsersPolicy_namesItsStatement() {
    putUnder(strongroom.kmsKey());
    allow(
        """
        {"Effect":"Allow","Action":"s3:*","Resource":"*"},
        {"Sid":"NoKeys","Effect":"Deny","Action":"kms:*","Resource":"*"}\
        """);

    String reason = why(refusedRead(strongroom.s3(newKey()), "kms"));

    assertThat(reason)
        .contains("may not kms:Decrypt on " + strongroom.kmsKey())
        .contains("denied by statement 2 (NoKeys)");
  }

  @Test
  void why_aKeyThatNobodyGave_namesTheConditionThatWasMissing() {
    putUnder(strongroom.kmsKey());
    allow(
        """
        {"Effect":"Allow","Action":"s3:*","Resource":"*"},
        {"Sid":"Red","Effect":"Allow","Action":"kms:Decrypt","Resource":"*",
        "Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"}}}\
        """);

    String reason = why(refusedRead(strongroom.s3(newKey()), "kms"));

    assertThat(reason)
        .contains("no identity-based policy allows it")
        .contains("statement 2 (Red) would")
        .contains("aws:principaltag/team");
  }

  @Test
  void why_aKeyRefusedByItsPolicy_namesItsStatement() {
    String made = strongroom.newKmsKey();
    putUnder(made);
    allow(
        """
        {"Effect":"Allow","Action":["s3:*","kms:*"],"Resource":"*"}\
        """);
    AwsCredentialsProvider key = newKey();
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
                        "Principal":{"AWS":"*"},"Action":"kms:*","Resource":"*"},
                        {"Sid":"KeepOut","Effect":"Deny","Principal":{"AWS":"%s"},
                        "Action":"kms:Decrypt","Resource":"*"}]}\
                        """
                            .formatted(arn)));

    String reason = why(refusedRead(strongroom.s3(key), "kms"));

    assertThat(reason)
        .contains("the KMS refuses it")
        .contains("denied by statement 2 (KeepOut) of the key's policy");
  }

  @Test
  void condition_onTlsAndOnWhatTheWriterSays() {
    setBucketPolicy(
        """
        {"Sid":"NewTls","Effect":"Deny","Principal":"*","Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::%1$s/team/*","Condition":{"NumericLessThan":{"s3:TlsVersion":"1.4"}}},
        {"Sid":"NoPublic","Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::%1$s/*","Condition":{"StringLike":{"s3:x-amz-acl":"public*"}}}\
        """
            .formatted(bucket));

    assertDenied(root, "team/plan");
    assertThat(get(root, "secret")).isEqualTo("no");
    assertThatThrownBy(
            () ->
                root.putObject(
                    request -> request.bucket(bucket).key("open").acl("public-read"),
                    RequestBody.fromString("x")))
        .hasMessageContaining("with an explicit deny in a resource-based policy");
  }

  @Test
  void role_assumed_givesItsRightsAndNoMoreThanTheSessionsPolicy() {
    AwsCredentialsProvider key = newKey();
    String arn = iam.getUser(request -> request.userName(user)).user().arn();
    String role = "role-" + UUID.randomUUID();
    String roleArn =
        iam.createRole(
                request ->
                    request
                        .roleName(role)
                        .assumeRolePolicyDocument(
                            """
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                            "Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}\
                            """
                                .formatted(arn)))
            .role()
            .arn();
    iam.attachRolePolicy(
        request ->
            request.roleName(role).policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
    StsClient sts = strongroom.sts(key);

    S3Client whole = strongroom.s3(session(sts, roleArn, null));
    S3Client narrowed =
        strongroom.s3(
            session(
                sts,
                roleArn,
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",
                "Resource":"arn:aws:s3:::%s/team/*"}]}\
                """
                    .formatted(bucket)));

    assertThat(get(whole, "secret")).isEqualTo("no");
    assertThat(get(narrowed, "team/plan")).isEqualTo("plan");
    assertDenied(narrowed, "secret");
    assertThatThrownBy(
            () ->
                whole.putObject(
                    request -> request.bucket(bucket).key("k"), RequestBody.fromString("x")))
        .isInstanceOf(S3Exception.class);
  }

  private static AwsCredentialsProvider session(StsClient sts, String role, String policy) {
    Credentials granted =
        sts.assumeRole(request -> request.roleArn(role).roleSessionName("session").policy(policy))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            granted.accessKeyId(), granted.secretAccessKey(), granted.sessionToken()));
  }

  @Test
  void role_ofSomebodyElse_refused() {
    assertThatThrownBy(
            () ->
                strongroom
                    .sts(newKey())
                    .assumeRole(
                        request ->
                            request
                                .roleArn("arn:aws:iam::000000000000:role/nothing")
                                .roleSessionName("session")))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }

  @Test
  void sessionToken_keepsTheUsersRights_andIsNothingWithoutTheToken() {
    allow(
        """
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}\
        """);
    Credentials granted = strongroom.sts(newKey()).getSessionToken().credentials();

    S3Client client =
        strongroom.s3(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    granted.accessKeyId(), granted.secretAccessKey(), granted.sessionToken())));
    S3Client without =
        strongroom.s3(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(granted.accessKeyId(), granted.secretAccessKey())));
    S3Client wrong =
        strongroom.s3(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    granted.accessKeyId(), granted.secretAccessKey(), "wrong")));

    assertThat(get(client, "secret")).isEqualTo("no");
    assertThatThrownBy(() -> get(without, "secret"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId"));
    assertThatThrownBy(() -> get(wrong, "secret"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidToken"));
  }
}
