package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a page in a browser may have been given (DNS rebinding), and those of this server. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(TightProfile.class)
class OwnNamesTest {

  @Inject KmsEndpoint endpoint;

  private RawClient connect() throws IOException {
    return new RawClient(endpoint.uri().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/v1.0/project1/kms/list-keys", "/_admin/stats", "/health", "/metrics", "/x"})
  void foreignHost_refusedOnEveryPath(String path) throws IOException {
    for (String host : List.of("rebound.example", "rebound.example:4566", "192.0.2.7", "[::2]:1")) {
      try (RawClient client = connect()) {
        client.head(List.of("GET " + path + " HTTP/1.1", "Host: " + host));

        assertThat(client.answer()).as(host).startsWith("HTTP/1.1 421");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST.:80", "127.0.0.1:1", "[::1]", "kms.example.internal:4566"})
  void ownHost_answered(String host) throws IOException {
    try (RawClient client = connect()) {
      client.head(List.of("GET /health/live HTTP/1.1", "Host: " + host));

      assertThat(client.answer()).startsWith("HTTP/1.1 200");
    }
  }
}
