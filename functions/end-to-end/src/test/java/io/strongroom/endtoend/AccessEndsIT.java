package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** How access ends: sessions, users, roles and clocks; and names that look like others. */
@ExtendWith(StrongroomExtension.class)
class AccessEndsIT {

  private static final String ALL =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}\
      """;

  private final Strongroom strongroom;
  private final IamClient iam;
  private final String user = "User-" + UUID.randomUUID();
  private String bucket = "";
  private AccessKey key;

  AccessEndsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.iam = strongroom.iam(strongroom.root());
  }

  @BeforeEach
  void createUser() {
    bucket = strongroom.newBucket();
    strongroom
        .s3()
        .putObject(request -> request.bucket(bucket).key("plan"), RequestBody.fromString("plan"));
    iam.createUser(request -> request.userName(user));
    iam.putUserPolicy(request -> request.userName(user).policyName("p").policyDocument(ALL));
    key = iam.createAccessKey(request -> request.userName(user)).accessKey();
  }

  private AwsCredentialsProvider permanent() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }

  private static AwsCredentialsProvider of(Credentials granted) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            granted.accessKeyId(), granted.secretAccessKey(), granted.sessionToken()));
  }

  private String get(S3Client client) {
    return client.getObjectAsBytes(request -> request.bucket(bucket).key("plan")).asUtf8String();
  }

  private void assertRefused(AwsCredentialsProvider who, String code) {
    assertThatThrownBy(() -> get(strongroom.s3(who)))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  private URL presigned(AwsCredentialsProvider who) {
    try (S3Presigner presigner = strongroom.presigner(who)) {
      return presigner
          .presignGetObject(
              request ->
                  request
                      .signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(get -> get.bucket(bucket).key("plan")))
          .url();
    }
  }

  private int status(URL url) throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection) URI.create(url.toString()).toURL().openConnection();
    connection.setSSLSocketFactory(strongroom.tls().getSocketFactory());
    return connection.getResponseCode();
  }

  /** Whatever ends access ends it within a second. */
  private static void aSecond() {
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
  }

  /** As if the session had begun long ago. */
  private void age(String accessKeyId) throws IOException {
    try (Metadata metadata = strongroom.metadata()) {
      metadata.change(
          "update identity.access_key set expires_at = now() - interval '1 second' where id = '"
              + accessKeyId
              + "'");
    }
    aSecond();
  }

  @Test
  void session_over_isToldSo_whereverItIsUsed() throws IOException {
    StsClient sts = strongroom.sts(permanent());
    Credentials granted =
        sts.getSessionToken(request -> request.durationSeconds(900)).credentials();
    AwsCredentialsProvider session = of(granted);
    assertThat(get(strongroom.s3(session))).isEqualTo("plan");
    URL url = presigned(session);
    assertThat(status(url)).isEqualTo(200);

    age(granted.accessKeyId());

    assertRefused(session, "ExpiredToken");
    assertThat(status(url)).isEqualTo(400);
    assertThatThrownBy(() -> strongroom.sts(session).getCallerIdentity())
        .hasMessageContaining("expired");
    assertThat(get(strongroom.s3(permanent()))).isEqualTo("plan");
  }

  @Test
  void session_withTheTokenOfAnother_refused() {
    StsClient sts = strongroom.sts(permanent());
    Credentials one = sts.getSessionToken().credentials();
    Credentials other = sts.getSessionToken().credentials();

    assertRefused(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                one.accessKeyId(), one.secretAccessKey(), other.sessionToken())),
        "InvalidToken");
    assertRefused(
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(one.accessKeyId(), one.secretAccessKey())),
        "InvalidAccessKeyId");
    assertRefused(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                key.accessKeyId(), key.secretAccessKey(), one.sessionToken())),
        "InvalidToken");
  }

  @Test
  void user_deleted_endsTheirSessionsAndPresignedUrls() throws IOException {
    AwsCredentialsProvider session =
        of(strongroom.sts(permanent()).getSessionToken().credentials());
    URL own = presigned(permanent());
    URL ofSession = presigned(session);
    assertThat(status(own)).isEqualTo(200);
    assertThat(status(ofSession)).isEqualTo(200);

    iam.deleteAccessKey(request -> request.userName(user).accessKeyId(key.accessKeyId()));
    iam.deleteUserPolicy(request -> request.userName(user).policyName("p"));
    iam.deleteUser(request -> request.userName(user));
    aSecond();

    assertThat(status(own)).isEqualTo(403);
    assertThat(status(ofSession)).isEqualTo(403);
    assertRefused(session, "InvalidAccessKeyId");
  }

  @Test
  void user_madeAgainByTheSameName_inheritsNothing() {
    String arn = iam.getUser(request -> request.userName(user)).user().arn();
    strongroom
        .s3()
        .putBucketPolicy(
            request ->
                request
                    .bucket(bucket)
                    .policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                        "Principal":{"AWS":"%s"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}]}\
                        """
                            .formatted(arn, bucket)));
    iam.deleteUserPolicy(request -> request.userName(user).policyName("p"));
    aSecond();
    assertThat(get(strongroom.s3(permanent()))).isEqualTo("plan");
    iam.deleteAccessKey(request -> request.userName(user).accessKeyId(key.accessKeyId()));
    iam.deleteUser(request -> request.userName(user));

    iam.createUser(request -> request.userName(user));
    key = iam.createAccessKey(request -> request.userName(user)).accessKey();

    assertRefused(permanent(), "AccessDenied");
  }

  @Test
  void names_differingByCase_areOneNameToMake_andAnotherToAPolicy() {
    assertThatThrownBy(() -> iam.createUser(request -> request.userName(user.toLowerCase())))
        .isInstanceOfSatisfying(
            IamException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("EntityAlreadyExists"));
    iam.putUserPolicy(
        request ->
            request
                .userName(user)
                .policyName("p")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"S3:getobject",
                    "Resource":"arn:aws:s3:::%s/PLAN"}]}\
                    """
                        .formatted(bucket)));
    aSecond();

    assertRefused(permanent(), "AccessDenied");

    iam.putUserPolicy(
        request ->
            request
                .userName(user)
                .policyName("p")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"S3:getobject",
                    "Resource":"arn:aws:s3:::%s/plan"}]}\
                    """
                        .formatted(bucket)));
    aSecond();

    assertThat(get(strongroom.s3(permanent()))).isEqualTo("plan");
  }

  @Test
  void policy_ofAMegabyte_refusedWithoutHarm() {
    String padding = " ".repeat(1 << 20);

    assertThatThrownBy(
            () ->
                strongroom
                    .s3()
                    .putBucketPolicy(
                        request ->
                            request
                                .bucket(bucket)
                                .policy(
                                    "{\"Version\":\"2012-10-17\","
                                        + padding
                                        + "\"Statement\":[]}")))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.statusCode()).isBetween(400, 413));
    assertThatThrownBy(
            () ->
                iam.putUserPolicy(
                    request ->
                        request.userName(user).policyName("big").policyDocument(ALL + padding)))
        .isInstanceOfSatisfying(
            IamException.class, e -> assertThat(e.statusCode()).isBetween(400, 413));
    assertThat(get(strongroom.s3(permanent()))).isEqualTo("plan");
  }

  @Test
  void clock_farOff_refused_andALittleOff_taken() throws Exception {
    assertThat(at(Instant.now().minus(Duration.ofMinutes(14)))).isEqualTo(200);
    assertThat(at(Instant.now().plus(Duration.ofMinutes(14)))).isEqualTo(200);
    assertThat(at(Instant.now().minus(Duration.ofMinutes(16)))).isEqualTo(403);
    assertThat(at(Instant.now().plus(Duration.ofMinutes(16)))).isEqualTo(403);
  }

  /** The status of a request that was signed by another clock. */
  private int at(Instant signed) throws IOException, InterruptedException {
    AwsCredentials who = permanent().resolveCredentials();
    Credential credential =
        Credential.of(who.accessKeyId(), who.secretAccessKey(), "arn:aws:iam::0:root", "0");
    URI endpoint = strongroom.endpoint("https");
    String target = "/" + bucket + "/plan";
    SignableRequest unsigned =
        new SignableRequest(
            "GET", target, "", List.of(new HeaderField("Host", endpoint.getAuthority())));
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(target)).GET();
    new SigV4Signer(credential, "us-east-1", "s3")
        .sign(unsigned, new byte[0], signed).headers().stream()
            .filter(header -> !header.name().equalsIgnoreCase("host"))
            .forEach(header -> request.header(header.name(), header.value()));
    try (HttpClient http = HttpClient.newBuilder().sslContext(strongroom.tls()).build()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
