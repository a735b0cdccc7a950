package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.emulator.server.KmsEndpoint;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** What a request meets before anybody knows who sent it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(TightProfile.class)
class IntakeTest {

  private static final int LARGE = 128 * 1024;

  @Inject KmsEndpoint endpoint;

  private URI uri() {
    return endpoint.uri().orElseThrow();
  }

  private RawClient connect() throws IOException {
    return new RawClient(uri());
  }

  private String host() {
    return "Host: " + uri().getAuthority();
  }

  /** A head that is right in all but its signature, which only the body can show. */
  private List<String> head(String accessKey, String... more) {
    SigV4Signer signer =
        new SigV4Signer(
            Credential.of(accessKey, "guessed", "arn:aws:iam::111122223333:user/x", "111122223333"),
            "us-east-1",
            "kms");
    List<HeaderField> headers =
        List.of(
            new HeaderField("Host", uri().getAuthority()),
            new HeaderField("X-Amz-Target", "TrentService.Encrypt"));
    List<String> lines = new ArrayList<>(List.of("POST / HTTP/1.1"));
    signer
        .sign(new SignableRequest("POST", "/", "", headers), new byte[0], Instant.now())
        .headers()
        .forEach(header -> lines.add(header.name() + ": " + header.value()));
    lines.addAll(List.of(more));
    return lines;
  }

  private void assertServes() {
    try (KmsClient kms = Clients.kms(uri(), PostgresResource.ACCESS_KEY, "us-east-1")) {
      assertThat(kms.generateRandom(r -> r.numberOfBytes(8)).plaintext().asByteArray()).hasSize(8);
    }
  }

  @Test
  void halfHead_closedAtTheLimit() throws IOException {
    try (RawClient client = connect()) {
      client.send("POST / HTTP/1.1\r\nHost: local");

      assertThat(client.isClosedByPeer()).isTrue();
    }
    assertServes();
  }

  @Test
  void moreFieldsThanAnybodyNeeds_refusedBeforeTheHeadEnds() throws IOException {
    try (RawClient client = connect()) {
      client.send("GET /health HTTP/1.1\r\n" + host() + "\r\n" + "a:b\r\n".repeat(101));

      assertThat(client.answer()).startsWith("HTTP/1.1 431");
    }
  }

  @Test
  void unknownKey_answeredBeforeAByteOfItsBody() throws IOException {
    try (RawClient client = connect()) {
      client.head(head("NOBODY", "Content-Length: " + LARGE));

      assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("UnrecognizedClient");
    }
  }

  @Test
  void declaredHashWithWrongSignature_answeredBeforeAByteOfItsBody() throws IOException {
    try (RawClient client = connect()) {
      client.head(
          head(
              PostgresResource.ACCESS_KEY,
              "x-amz-content-sha256: " + "0".repeat(64),
              "Content-Length: " + LARGE));

      assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("InvalidSignature");
    }
  }

  @Test
  void unsignedDewCall_answeredBeforeAByteOfItsBody() throws IOException {
    try (RawClient client = connect()) {
      client.head(
          List.of(
              "POST /v1.0/project1/kms/encrypt-data HTTP/1.1", host(), "Content-Length: " + LARGE));

      assertThat(client.answer()).startsWith("HTTP/1.1 403").contains("KMS.0301");
    }
  }

  @Test
  void bodiesBeyondTheBudget_refusedBeforeTheyAreTaken_andRoomComesBack() throws IOException {
    List<String> head = head(PostgresResource.ACCESS_KEY, "Content-Length: " + LARGE);
    try (RawClient first = connect();
        RawClient second = connect()) {
      first.head(head).send("{");
      // Answered only when the first one's head was read too: both are on the way at once.
      second.head(head).send("{");

      assertServes();
      List<String> answers = List.of(first.answer(), second.answer());
      assertThat(answers).anySatisfy(answer -> assertBusy(answer));
      // The one that was let in stalls.
      assertThat(answers).anySatisfy(answer -> assertThat(answer).startsWith("HTTP/1.1 408"));
    }
    assertServes();
  }

  @Test
  void clientHangsUpInItsBody_roomComesBack() throws Exception {
    List<String> head = head(PostgresResource.ACCESS_KEY, "Content-Length: " + LARGE);
    try (RawClient client = connect()) {
      client.head(head).send("{");
    }
    String answer = "";
    // The server may see the end of the first connection later than the next one's beginning.
    for (int i = 0; i < 100 && !answer.startsWith("HTTP/1.1 400"); i++) {
      try (RawClient client = connect()) {
        answer = client.head(head).send("{".repeat(LARGE)).answer();
      }
    }
    assertThat(answer).startsWith("HTTP/1.1 400").contains("InvalidSignature");
  }

  private static void assertBusy(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 503")
        .containsIgnoringCase("Retry-After: 1")
        .contains("ServiceUnavailableException")
        .containsIgnoringCase("x-amzn-RequestId");
  }

  @Test
  void lengthBesideTransferEncoding_refusedAndClosed() throws IOException {
    try (RawClient client = connect()) {
      client
          .head(
              List.of("POST / HTTP/1.1", host(), "Content-Length: 5", "Transfer-Encoding: chunked"))
          .send("0\r\n\r\nGET /health HTTP/1.1\r\n" + host() + "\r\n\r\n");

      assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("SerializationException");
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void bodyOverTheLimit_answeredWithCodeAndRequestId() throws IOException {
    try (RawClient client = connect()) {
      client.head(head(PostgresResource.ACCESS_KEY, "Content-Length: 1000000"));

      assertThat(client.answer())
          .startsWith("HTTP/1.1 413")
          .contains("RequestEntityTooLargeException")
          .containsIgnoringCase("x-amzn-RequestId: ");
    }
    try (RawClient client = connect()) {
      client.head(
          List.of(
              "POST /v1.0/project1/kms/encrypt-data HTTP/1.1", host(), "Content-Length: 1000000"));

      assertThat(client.answer())
          .startsWith("HTTP/1.1 413")
          .contains("APIGW.0201")
          .contains("request_id");
    }
  }

  @Test
  void expectContinue_askedOnlyWhenTheHeadIsGood() throws IOException {
    try (RawClient client = connect()) {
      client.head(head(PostgresResource.ACCESS_KEY, "Content-Length: 2", "Expect: 100-continue"));

      assertThat(client.answer()).startsWith("HTTP/1.1 100");
      client.send("{}");
      assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("InvalidSignature");
    }
  }

  @Test
  void requestsWithoutWaitingForAnswers_aFewAnswered_thenCutOff() throws IOException {
    String request = "GET /health/live HTTP/1.1\r\n" + host() + "\r\n\r\n";
    try (RawClient client = connect()) {
      client.send(request.repeat(4));
      for (int i = 0; i < 4; i++) {
        assertThat(client.answer()).startsWith("HTTP/1.1 200");
      }
    }
    try (RawClient client = connect()) {
      client.trySend(request.repeat(2000));

      assertThat(client.isClosedByPeer()).isTrue();
    }
    assertServes();
  }

  @Test
  void connectionsBeyondTheLimit_refusedWhileOthersAreBusy() throws IOException {
    List<String> head =
        head(PostgresResource.ACCESS_KEY, "Content-Length: 10", "Expect: 100-continue");
    List<RawClient> busy = new ArrayList<>();
    try {
      String answer = "HTTP/1.1 100";
      // Connections of other tests may be among the open ones.
      while (answer.startsWith("HTTP/1.1 100") && busy.size() <= TightProfile.CONNECTIONS) {
        busy.add(connect());
        // Whose head was read does not have to make room.
        answer = busy.getLast().head(head).answer();
      }
      assertThat(answer).startsWith("HTTP/1.1 503");
      assertThat(busy.getLast().isClosedByPeer()).isTrue();
    } finally {
      for (RawClient client : busy) {
        client.close();
      }
    }
  }

  @Test
  void connectionsBeyondTheLimit_theLongestWithoutARequestMakesRoom() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try {
      for (int i = 0; i < TightProfile.CONNECTIONS; i++) {
        idle.add(connect());
      }
      TimeUnit.MILLISECONDS.sleep(1_200);
      try (RawClient client = connect()) {
        client.head(List.of("GET /health/live HTTP/1.1", host()));

        assertThat(client.answer()).startsWith("HTTP/1.1 200");
      }
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }

  @Test
  void adminApi_withoutItsSecret_refused_andWithoutTestControls_hasNone() throws IOException {
    for (String secret : List.of("", "wrong", Admin.secret() + "x")) {
      try (RawClient client = connect()) {
        client.head(
            List.of("GET /_admin/stats HTTP/1.1", host(), "X-Strongroom-Admin-Secret: " + secret));

        assertThat(client.answer()).startsWith("HTTP/1.1 403");
      }
    }
    Admin.given().get(uri() + "/_admin/stats").then().statusCode(200);
    Admin.given().body("{\"offsetMillis\":1}").put(uri() + "/_admin/clock").then().statusCode(404);
    Admin.given().get(uri() + "/_admin/faults").then().statusCode(404);
    Admin.given().post(uri() + "/_admin/reset").then().statusCode(404);
  }
}
