package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that offer HTTP/2 over plain TCP in their first request, as Java's own does. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class HttpUpgradeTest {

  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  @Inject KmsEndpoint endpoint;

  @Test
  void createKey_clientOffersHttp2_signatureHolds() throws Exception {
    URI uri = endpoint.uri().orElseThrow().resolve("/");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(EMPTY));
    signed(uri).headers().stream()
        .filter(header -> !header.name().equalsIgnoreCase("host"))
        .forEach(header -> request.header(header.name(), header.value()));

    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpResponse<String> reply =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());

      assertThat(reply.body()).contains("KeyMetadata");
      assertThat(reply.statusCode()).isEqualTo(200);
    }
  }

  private static SignableRequest signed(URI uri) {
    SigV4Signer signer =
        new SigV4Signer(
            Credential.of(
                PostgresResource.ACCESS_KEY,
                PostgresResource.SECRET_KEY,
                "arn:aws:iam::111122223333:user/alice",
                "111122223333"),
            "us-east-1",
            "kms");
    return signer.sign(
        new SignableRequest(
            "POST",
            "/",
            "",
            List.of(
                new HeaderField("Host", uri.getAuthority()),
                new HeaderField("Content-Type", "application/x-amz-json-1.1"),
                new HeaderField("X-Amz-Target", "TrentService.CreateKey"))),
        EMPTY,
        Instant.now());
  }
}
