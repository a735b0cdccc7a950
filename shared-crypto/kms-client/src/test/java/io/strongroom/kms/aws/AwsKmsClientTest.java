package io.strongroom.kms.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.events.TraceHeaders;
import io.strongroom.kms.testing.StubServer;
import io.strongroom.kms.testing.StubServer.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsKmsClientTest {

  private static final String KEY = "arn:aws:kms:eu-central-1:000000000000:key/k";
  private static final Requester ALICE =
      new Requester(PrincipalName.of("arn:aws:iam::000000000000:user/alice"), "req-1");
  private static final EncryptionContext CONTEXT =
      EncryptionContext.empty().with("aws:s3:arn", "arn:aws:s3:::b/k");

  // One server and client for all: closing a client waits two seconds for its event loop.
  private static final AtomicReference<Response> ANSWER = new AtomicReference<>();
  private static final StubServer SERVER = StubServer.answering(request -> ANSWER.get());
  private static final AwsKmsClient CLIENT =
      AwsKmsClient.create(settings(SERVER.uri(), Duration.ofSeconds(15), true));

  @BeforeEach
  void forget() {
    SERVER.requests().clear();
  }

  @AfterAll
  static void stop() {
    closeLater(CLIENT);
    SERVER.close();
  }

  private static void closeLater(AwsKmsClient client) {
    Thread.startVirtualThread(client::close);
  }

  private static AwsKmsSettings settings(URI endpoint, Duration patience, boolean namesRequester) {
    return new AwsKmsSettings(
        "eu-central-1",
        endpoint,
        new AwsKmsSettings.Credentials("AKTEST", "secret-access-key"),
        new AwsKmsSettings.Http(patience, Duration.ofSeconds(1), 10),
        namesRequester);
  }

  private static <T> T call(Function<AwsKmsClient, CompletionStage<T>> use) {
    return use.apply(CLIENT).toCompletableFuture().join();
  }

  private static KmsException failure(CompletionStage<?> answer) {
    try {
      answer.toCompletableFuture().join();
    } catch (CompletionException e) {
      return (KmsException) e.getCause();
    }
    throw new AssertionError("the call succeeded");
  }

  private static KmsException failure() {
    return failure(CLIENT.generateDataKey(KeyName.parse("alias/k"), 32, CONTEXT, ALICE));
  }

  private static String base64(int length) {
    return Base64.getEncoder().encodeToString(new byte[length]);
  }

  /** The JSON parser quotes what it could not read, and it may have been reading a key. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Plaintext\": S3CRETKEYMATERIAL}",
        "{\"Plaintext\": \"S3CRETKEYMATERIAL\", }",
        "{\"Plaintext\": \"S3CRETKEYMATERIAL*\", \"KeyId\": \"k\", \"CiphertextBlob\": \"AQID\"}",
        "S3CRETKEYMATERIAL"
      })
  void decrypt_malformedAnswer_notQuotedInTheFailure(String body) {
    ANSWER.set(Response.json(200, body));

    KmsException failure =
        failure(CLIENT.decrypt(KeyName.parse(KEY), WrappedKey.of(new byte[] {1}), CONTEXT, ALICE));

    assertThat(failure).isInstanceOf(KmsException.Unavailable.class);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("S3CRET");
  }

  @Test
  void generateDataKey_answered_keyAndRequestAsSpecified() {
    ANSWER.set(
        Response.json(
            200,
            "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\",\"CiphertextBlob\":\"AQID\"}"
                .formatted(KEY, base64(32))));
    GeneratedDataKey key =
        call(c -> c.generateDataKey(KeyName.parse("alias/k"), 32, CONTEXT, ALICE));
    assertThat(key.keyId().text()).isEqualTo(KEY);
    assertThat(key.plaintext().matches(SecretBytes.copyOf(new byte[32]))).isTrue();
    assertThat(key.wrapped()).isEqualTo(WrappedKey.of(new byte[] {1, 2, 3}));
    StubServer.Request request = SERVER.requests().getFirst();
    assertThat(request.header("x-amz-target")).isEqualTo("TrentService.GenerateDataKey");
    assertThat(request.body())
        .contains("\"KeyId\":\"alias/k\"", "\"NumberOfBytes\":32", "arn:aws:s3:::b/k");
    assertThat(request.header("authorization"))
        .contains("Credential=AKTEST/")
        .contains("/eu-central-1/kms/aws4_request")
        .contains("x-strongroom-on-behalf-of");
    assertThat(request.header("x-strongroom-on-behalf-of")).isEqualTo(ALICE.principal().text());
    assertThat(request.header("x-strongroom-request-id")).isEqualTo("req-1");
  }

  @Test
  void anyCall_awsItself_requesterNotSent() {
    ANSWER.set(
        Response.json(
            200,
            "{\"KeyMetadata\":{\"Arn\":\"%s\",\"Enabled\":true,\"KeyId\":\"k\"}}".formatted(KEY)));
    AwsKmsClient client =
        AwsKmsClient.create(settings(SERVER.uri(), Duration.ofSeconds(15), false));
    client.describeKey(KeyName.parse("k"), ALICE).toCompletableFuture().join();
    closeLater(client);
    assertThat(SERVER.requests().getFirst().headers().keySet())
        .noneMatch(name -> name.startsWith("x-strongroom"));
  }

  @Test
  void generateDataKeyWithoutPlaintext_answered_wrappedOnly() {
    ANSWER.set(Response.json(200, "{\"KeyId\":\"%s\",\"CiphertextBlob\":\"AQID\"}".formatted(KEY)));
    WrappedDataKey key =
        call(c -> c.generateDataKeyWithoutPlaintext(KeyName.parse("alias/k"), 16, CONTEXT, ALICE));
    assertThat(key)
        .isEqualTo(new WrappedDataKey(KmsKeyId.of(KEY), WrappedKey.of(new byte[] {1, 2, 3})));
  }

  @Test
  void decrypt_anyKey_noKeyIdSent() {
    ANSWER.set(
        Response.json(200, "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\"}".formatted(KEY, base64(16))));
    UnwrappedKey key =
        call(c -> c.decrypt(KeyName.any(), WrappedKey.of(new byte[] {9}), CONTEXT, ALICE));
    assertThat(key.plaintext().length()).isEqualTo(16);
    assertThat(SERVER.requests().getFirst().body())
        .contains("\"CiphertextBlob\":\"CQ==\"")
        .doesNotContain("\"KeyId\"");
  }

  @Test
  void reEncrypt_answered_bothContextsSent() {
    ANSWER.set(Response.json(200, "{\"KeyId\":\"%s\",\"CiphertextBlob\":\"AQID\"}".formatted(KEY)));
    ReEncryptCommand command =
        new ReEncryptCommand(
            KeyName.parse("src"),
            WrappedKey.of(new byte[] {9}),
            CONTEXT,
            KeyName.parse("k"),
            CONTEXT.with("n", "v"));
    assertThat(call(c -> c.reEncrypt(command, ALICE)).keyId().text()).isEqualTo(KEY);
    assertThat(SERVER.requests().getFirst().body())
        .contains("\"SourceKeyId\":\"src\"", "\"DestinationKeyId\":\"k\"", "\"n\":\"v\"");
  }

  @Test
  void describeKey_disabled_saysSo() {
    ANSWER.set(
        Response.json(
            200,
            "{\"KeyMetadata\":{\"Arn\":\"%s\",\"Enabled\":false,\"KeyId\":\"k\"}}".formatted(KEY)));
    assertThat(call(c -> c.describeKey(KeyName.parse("k"), ALICE)).enabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException, Throttled",
    "429, TooManyRequestsException, Throttled",
    "400, DisabledException, Disabled",
    "409, DisabledException, Disabled",
    "400, KMSInvalidStateException, InvalidState",
    "400, NotFoundException, NotFound",
    "404, NotFoundException, NotFound",
    "400, InvalidKeyUsageException, InvalidKeyUsage",
    "400, UnsupportedOperationException, InvalidKeyUsage",
    "400, AccessDeniedException, AccessDenied",
    "400, UnrecognizedClientException, Unavailable",
    "400, InvalidSignatureException, Unavailable",
    "400, ExpiredTokenException, Unavailable",
    "400, InvalidCiphertextException, CiphertextInvalid",
    "400, IncorrectKeyException, CiphertextInvalid",
    "400, ValidationException, InvalidRequest",
    "400, LimitExceededException, InvalidRequest",
    "500, KMSInternalException, Unavailable",
    "500, KeyUnavailableException, Unavailable",
    "503, DependencyTimeoutException, Unavailable",
    "503, SomethingNew, Unavailable",
    "400, SomethingNew, InvalidRequest"
  })
  void error_byCode_typedOneAttempt(int status, String code, String expected) {
    ANSWER.set(
        Response.json(status, "{\"__type\":\"%s\",\"message\":\"because\"}".formatted(code))
            .with("x-amzn-RequestId", "1"));
    KmsException failure = failure();
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    if (code.equals("SomethingNew")) {
      assertThat(failure).as("nobody knows whose words").hasMessageNotContaining("because");
    }
    assertThat(SERVER.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"DisabledException", "NotFoundException", "AccessDeniedException"})
  void error_ofTheApi_itsOwnWords(String code) {
    ANSWER.set(Response.json(400, "{\"__type\":\"%s\",\"message\":\"because\"}".formatted(code)));
    assertThat(failure()).as("S3 passes them on as well").hasMessage("because");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "j",
        "arn:aws:kms:eu-central-1:000000000000:key/j",
        "arn:aws:kms:eu-central-1:111111111111:key/k",
        "arn:aws:kms:eu-west-1:000000000000:key/k",
        "eu-west-1:000000000000:key/k"
      })
  void answerAboutAnotherKey_refused(String asked) {
    ANSWER.set(
        Response.json(
            200,
            "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\",\"CiphertextBlob\":\"AQID\"}"
                .formatted(KEY, base64(32))));
    assertThat(failure(CLIENT.generateDataKey(KeyName.parse(asked), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.Unavailable.class)
        .hasMessageContaining("another key");
    assertThat(
            failure(
                CLIENT.decrypt(
                    KeyName.parse(asked), WrappedKey.of(new byte[] {1}), CONTEXT, ALICE)))
        .isInstanceOf(KmsException.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k",
        "alias/any",
        "arn:aws:kms:eu-central-1:000000000000:alias/any",
        "eu-central-1:000000000000:key/k"
      })
  void answerAboutTheKeyAsked_taken(String asked) {
    ANSWER.set(
        Response.json(
            200,
            "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\",\"CiphertextBlob\":\"AQID\"}"
                .formatted(KEY, base64(32))));
    assertThat(
            call(c -> c.generateDataKey(KeyName.parse(asked), 32, CONTEXT, ALICE)).keyId().text())
        .isEqualTo(KEY);
  }

  @Test
  void error_capitalMessage_understood() {
    ANSWER.set(
        Response.json(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not you\"}"));
    assertThat(failure()).isInstanceOf(KmsException.AccessDenied.class).hasMessage("not you");
  }

  @Test
  void error_withoutMessage_namesOperationAndCode() {
    ANSWER.set(Response.json(400, "{\"__type\":\"InvalidCiphertextException\"}"));
    assertThat(failure())
        .isInstanceOf(KmsException.CiphertextInvalid.class)
        .hasMessage("GenerateDataKey failed: InvalidCiphertextException");
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 3, 3000",
    "x-amz-retry-after, 1500, 1500",
    "X-Ratelimit-Reset, 2, 2000"
  })
  void throttled_hint_read(String header, String value, long millis) {
    ANSWER.set(
        Response.json(400, "{\"__type\":\"ThrottlingException\",\"message\":\"slow\"}")
            .with(header, value));
    assertThat(((KmsException.Throttled) failure()).retryAfter())
        .contains(Duration.ofMillis(millis));
  }

  @Test
  void throttled_noHint_empty() {
    ANSWER.set(Response.json(400, "{\"__type\":\"ThrottlingException\",\"message\":\"slow\"}"));
    assertThat(((KmsException.Throttled) failure()).retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"KeyId\":",
        "[1,2]",
        "not json",
        "{}",
        "{\"KeyId\":\"k\",\"Plaintext\":\"AAAA\",\"CiphertextBlob\":\"AQID\"}",
        "{\"KeyId\":\"k\",\"Plaintext\":\"!!\",\"CiphertextBlob\":\"AQID\"}"
      })
  void answer_malformed_unavailable(String body) {
    ANSWER.set(Response.json(200, body));
    assertThat(failure()).isInstanceOf(KmsException.Unavailable.class);
  }

  @Test
  void error_malformedBody_byStatus() {
    ANSWER.set(Response.json(502, "<html>bad gateway</html>"));
    assertThat(failure()).isInstanceOf(KmsException.Unavailable.class);
  }

  @Test
  void connection_closedWithoutAnswer_unavailable() {
    ANSWER.set(new Response(-1, java.util.Map.of(), ""));
    assertThat(failure()).isInstanceOf(KmsException.Unavailable.class);
  }

  @Test
  void connection_refused_unavailable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    AwsKmsClient client =
        AwsKmsClient.create(
            settings(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(5), true));
    KmsException failure = failure(client.describeKey(KeyName.parse("k"), ALICE));
    closeLater(client);
    assertThat(failure).isInstanceOf(KmsException.Unavailable.class);
    assertThat(failure.getMessage()).contains("DescribeKey");
  }

  @Test
  void answer_tooLate_unavailableInTime() {
    CountDownLatch hang = new CountDownLatch(1);
    try (StubServer slow =
        StubServer.answering(
            request -> {
              try {
                hang.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Response.json(200, "{}");
            })) {
      AwsKmsClient client = AwsKmsClient.create(settings(slow.uri(), Duration.ofMillis(100), true));
      KmsException failure = failure(client.describeKey(KeyName.parse("k"), ALICE));
      assertThat(failure)
          .isInstanceOf(KmsException.Unavailable.class)
          .hasMessageContaining("did not answer in time");
      hang.countDown();
      closeLater(client);
    }
  }

  @Test
  void result_continuation_runsOnVirtualThread() {
    ANSWER.set(
        Response.json(200, "{\"KeyMetadata\":{\"Arn\":\"%s\",\"Enabled\":true}}".formatted(KEY)));
    boolean virtual =
        call(
            c ->
                c.describeKey(KeyName.parse("k"), ALICE)
                    .thenApply(key -> Thread.currentThread().isVirtual()));
    assertThat(virtual).isTrue();
  }

  @Test
  void settings_print_hideSecret() {
    assertThat(settings(SERVER.uri(), Duration.ofSeconds(1), true).toString())
        .contains("AKTEST")
        .doesNotContain("secret-access-key");
  }

  @Test
  void call_withinATrace_sendsItsHeaders() {
    ANSWER.set(Response.json(400, "{\"__type\":\"DisabledException\"}"));
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    failure(
        TraceHeaders.during(
            Map.of("traceparent", parent), () -> CLIENT.describeKey(KeyName.parse(KEY), ALICE)));
    failure(CLIENT.describeKey(KeyName.parse(KEY), ALICE));
    assertThat(SERVER.requests())
        .extracting(request -> request.header("traceparent"))
        .containsExactly(parent, "");
  }
}
