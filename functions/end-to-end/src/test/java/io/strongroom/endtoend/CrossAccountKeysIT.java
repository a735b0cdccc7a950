package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.obs.services.ObsClient;
import com.obs.services.exception.ObsException;
import com.obs.services.model.PutObjectRequest;
import com.obs.services.model.SseKmsHeader;
import io.strongroom.endtoend.DomainClient.Said;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Two accounts: A's bucket policy lets B's user in, and A's key, by a grant or its policy, lets
 * that user read and write what is under it. In both dialects of objects and both of keys.
 */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class CrossAccountKeysIT {

  private final Strongroom strongroom;
  private final String key;
  private final String bucket;
  private final String guestArn;
  private final Accounts.Account b;
  private final AccessKey guestKey;

  CrossAccountKeysIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.key = strongroom.newKmsKey();
    this.bucket = strongroom.newBucket();
    this.b = Accounts.add(strongroom, "b-" + UUID.randomUUID());
    IamClient theirs = strongroom.iam(b.root());
    this.guestArn = theirs.createUser(request -> request.userName("guest")).user().arn();
    theirs.attachUserPolicy(
        request ->
            request.userName("guest").policyArn("arn:aws:iam::aws:policy/AmazonS3FullAccess"));
    this.guestKey = theirs.createAccessKey(request -> request.userName("guest")).accessKey();
  }

  @BeforeEach
  void openBucketToB() {
    strongroom
        .s3()
        .putBucketPolicy(
            request ->
                request
                    .bucket(bucket)
                    .policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
                        "Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::%s/*"}]}\
                        """
                            .formatted(b.id(), bucket)));
    strongroom
        .s3()
        .putObject(
            request ->
                request.bucket(bucket).key("plan").serverSideEncryption("aws:kms").ssekmsKeyId(key),
            RequestBody.fromString("plan"));
  }

  private S3Client guest() {
    return strongroom.s3(
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(guestKey.accessKeyId(), guestKey.secretAccessKey())));
  }

  private ObsClient guestOfObs() {
    return strongroom.obs(guestKey.accessKeyId(), guestKey.secretAccessKey(), "");
  }

  private String get(String object) {
    return guest().getObjectAsBytes(request -> request.bucket(bucket).key(object)).asUtf8String();
  }

  private String getOfObs(String object) throws IOException {
    try (ObsClient obs = guestOfObs()) {
      return new String(
          obs.getObject(bucket, object).getObjectContent().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void put(String object) {
    guest()
        .putObject(
            request ->
                request.bucket(bucket).key(object).serverSideEncryption("aws:kms").ssekmsKeyId(key),
            RequestBody.fromString(object));
  }

  private void putOfObs(String object) throws IOException {
    SseKmsHeader header = new SseKmsHeader();
    header.setKmsKeyId(key);
    PutObjectRequest request =
        new PutObjectRequest(
            bucket, object, new ByteArrayInputStream(object.getBytes(StandardCharsets.UTF_8)));
    request.setSseKmsHeader(header);
    try (ObsClient obs = guestOfObs()) {
      obs.putObject(request);
    }
  }

  /** What a KMS or a policy gives counts within a second, and refusals are remembered for one. */
  private static <T> T eventually(Callable<T> call) throws Exception {
    for (int i = 0; i < 20; i++) {
      try {
        return call.call();
      } catch (S3Exception | ObsException refused) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
    return call.call();
  }

  private void assertClosedToTheGuest() {
    assertThatThrownBy(() -> get("plan"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    assertThatThrownBy(() -> getOfObs("plan"))
        .isInstanceOfSatisfying(
            ObsException.class, e -> assertThat(e.getResponseCode()).isEqualTo(403));
    assertThatThrownBy(() -> put("more")).isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> putOfObs("more")).isInstanceOf(ObsException.class);
  }

  private void assertOpenToTheGuest() throws Exception {
    assertThat(eventually(() -> get("plan"))).isEqualTo("plan");
    assertThat(eventually(() -> getOfObs("plan"))).isEqualTo("plan");
    put("of-s3");
    putOfObs("of-obs");
    assertThat(getOfObs("of-s3")).isEqualTo("of-s3");
    assertThat(get("of-obs")).isEqualTo("of-obs");
  }

  @Test
  void grant_ofAwsApi_opensTheKey_andRevokedClosesIt() throws Exception {
    assertClosedToTheGuest();

    String grant =
        strongroom
            .kms()
            .createGrant(
                request ->
                    request
                        .keyId(key)
                        .granteePrincipal(guestArn)
                        .operations(GrantOperation.DECRYPT, GrantOperation.GENERATE_DATA_KEY))
            .grantId();

    assertOpenToTheGuest();

    strongroom.kms().revokeGrant(request -> request.keyId(key).grantId(grant));
    assertThatThrownBy(() -> put("late")).isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> putOfObs("late")).isInstanceOf(ObsException.class);
  }

  @Test
  void grant_ofDew_toTheDomain_opensTheKeyToThoseItsPoliciesLet() throws Exception {
    assertClosedToTheGuest();

    Said granted =
        grantInDew(
            """
            {"key_id":"%s","grantee_principal":"%s","grantee_principal_type":"domain",
            "operations":["describe-key","create-datakey","decrypt-datakey"]}\
            """
                .formatted(key.replaceFirst(".*/", ""), Accounts.domainOf(strongroom, b.id())));

    assertThat(granted.status()).as(granted.body()).isEqualTo(200);
    // What a domain is given its users have by policies of their own.
    assertClosedToTheGuest();
    letTheGuestUseTheKey();
    assertOpenToTheGuest();
  }

  private void letTheGuestUseTheKey() {
    strongroom
        .iam(b.root())
        .putUserPolicy(
            request ->
                request
                    .userName("guest")
                    .policyName("keys")
                    .policyDocument(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                        "Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":"%s"}]}\
                        """
                            .formatted(key)));
  }

  @Test
  void grant_ofDew_toReadOnly_opensNoWriting() throws Exception {
    String id = Accounts.usersDomainId(guestArn);
    Said granted =
        grantInDew(
            """
            {"key_id":"%s","grantee_principal":"%s","grantee_principal_type":"user",
            "operations":["describe-key","decrypt-datakey"]}\
            """
                .formatted(key.replaceFirst(".*/", ""), id));

    assertThat(granted.status()).as(granted.body()).isEqualTo(200);
    assertThat(eventually(() -> get("plan"))).isEqualTo("plan");
    assertThat(eventually(() -> getOfObs("plan"))).isEqualTo("plan");
    assertThatThrownBy(() -> put("more")).isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> putOfObs("more")).isInstanceOf(ObsException.class);
  }

  private Said grantInDew(String body) {
    return DomainClient.of(strongroom, strongroom.root())
        .post(strongroom.endpoint("kms"), "/v1.0/project1/kms/create-grant", body);
  }

  @Test
  void keyPolicy_thatTrustsTheAccount_needsTheUsersOwnPolicyToo() throws Exception {
    strongroom
        .kms()
        .putKeyPolicy(
            request ->
                request
                    .keyId(key)
                    .policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":[
                        "%s","%s"]},"Action":"kms:*","Resource":"*"}]}\
                        """
                            .formatted(Accounts.id(strongroom), b.id())));
    assertClosedToTheGuest();

    letTheGuestUseTheKey();

    assertOpenToTheGuest();
  }

  @Test
  void defaultKey_isNobodysBesideItsAccount() {
    strongroom
        .s3()
        .putObject(
            request -> request.bucket(bucket).key("plan").serverSideEncryption("aws:kms"),
            RequestBody.fromString("plan"));
    strongroom
        .iam(b.root())
        .putUserPolicy(
            request ->
                request
                    .userName("guest")
                    .policyName("keys")
                    .policyDocument(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}\
                        """));
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());

    assertThatThrownBy(() -> get("plan"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    assertThatThrownBy(() -> getOfObs("plan")).isInstanceOf(ObsException.class);
  }
}
