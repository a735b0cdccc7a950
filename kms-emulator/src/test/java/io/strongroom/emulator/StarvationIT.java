package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** Many connections that want nothing but room, against a process with the default heap. */
class StarvationIT {

  private static final int CONNECTIONS = 2000;
  private static final int LARGE = 131_072;

  @TempDir Path folder;

  private KmsProcess server;
  private KmsClient kms;
  private String key;
  private final List<RawClient> clients = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = KmsProcess.start(folder.resolve("data")).awaitReady();
    kms = server.client();
    key = kms.createKey().keyMetadata().keyId();
  }

  @AfterEach
  void stop() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    kms.close();
    server.close();
  }

  private void flood(String text) throws IOException {
    URI endpoint = server.endpoint();
    for (int i = 0; i < CONNECTIONS; i++) {
      clients.add(new RawClient(endpoint).trySend(text));
    }
  }

  private void assertServes() {
    assertThat(kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256")).plaintext().asByteArray())
        .hasSize(32);
  }

  /** What a client sends of a call but its last byte; the key's name is right or not. */
  private String halfCall(String accessKey) throws IOException {
    SigV4Signer signer =
        new SigV4Signer(
            Credential.of(accessKey, "guessed", "arn:aws:iam::000000000000:root", "000000000000"),
            "us-east-1",
            "kms");
    SignableRequest signed =
        signer.sign(
            new SignableRequest(
                "POST",
                "/",
                "",
                List.of(
                    new HeaderField("Host", server.endpoint().getAuthority()),
                    new HeaderField("X-Amz-Target", "TrentService.Encrypt"))),
            new byte[0],
            Instant.now());
    String head =
        signed.headers().stream()
            .map(header -> header.name() + ": " + header.value())
            .collect(Collectors.joining("\r\n"));
    return "POST / HTTP/1.1\r\n"
        + head
        + "\r\nContent-Length: "
        + LARGE
        + "\r\n\r\n"
        + "{".repeat(LARGE - 1);
  }

  @Test
  void halfHeads_othersAreServed() throws Exception {
    flood("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-");

    assertServes();
    // Closed at the limit, all of them.
    assertThat(clients.getFirst().isClosedByPeer()).isTrue();
    assertThat(clients.getLast().isClosedByPeer()).isTrue();
    assertServes();
  }

  @Test
  void halfBodiesOfNobody_othersAreServed() throws Exception {
    flood(halfCall("NOBODYNOBODYNOBODY00"));

    assertServes();
  }

  @Test
  void halfBodiesUnderAKnownName_othersAreServed() throws Exception {
    flood(halfCall(server.accessKey()));

    assertServes();
  }

  @Test
  void readersOfNothing_othersAreServed() throws Exception {
    flood("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(200));

    assertServes();
  }

  @Test
  void oneByteNowAndThen_othersAreServed() throws Exception {
    flood("P");
    for (byte next : "OST / H".getBytes(StandardCharsets.US_ASCII)) {
      for (RawClient client : clients) {
        client.trySend(String.valueOf((char) next));
      }
      assertServes();
    }
  }
}
