package io.strongroom.router.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.protocol.http.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** compose.yaml has the same functions, and the same care, as everything else. */
class ComposeTest {

  private static final JsonNode COMPOSE = read();

  private static JsonNode read() {
    try {
      return StrictManifests.documents(
              Files.readString(StrictManifests.ROOT.resolve("compose.yaml")))
          .getFirst();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A value of a service, its own or from what it merges in. */
  private static JsonNode of(String service, String key) {
    JsonNode node = COMPOSE.path("services").path(service);
    JsonNode own = node.path(key);
    return own.isMissingNode() && node.has("<<") ? COMPOSE.path("x-function").path(key) : own;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void services_areTheFunctionsAndWhatTheyNeed() {
    List<String> expected =
        new ArrayList<>(List.of("router", "postgres", "kms", "prepare", "migrate"));
    Arrays.stream(Function.values()).map(Function::id).forEach(expected::add);

    List<String> services = new ArrayList<>();
    COMPOSE.path("services").fieldNames().forEachRemaining(services::add);
    assertThat(services).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyService_hasAReadOnlyRootAndNoNewPrivileges() {
    COMPOSE
        .path("services")
        .fieldNames()
        .forEachRemaining(
            service -> {
              assertThat(of(service, "read_only").asBoolean()).as(service).isTrue();
              assertThat(texts(of(service, "security_opt")))
                  .as(service)
                  .contains("no-new-privileges:true");
              if (!service.equals("postgres")) {
                assertThat(texts(of(service, "cap_drop"))).as(service).containsExactly("ALL");
                assertThat(of(service, "user").asText())
                    .as(service)
                    .startsWith("${STRONGROOM_USER");
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void function_hasItsOwnSecretsAndItsAddressAtTheRouter(Function function) {
    assertThat(of(function.id(), "volumes"))
        .extracting(JsonNode::asText)
        .contains("./deploy/compose/data/secrets/functions/" + function.id() + ":/run/secrets:ro");
    assertThat(of(function.id(), "build").path("args").path("FUNCTION").asText())
        .isEqualTo(function.id());
    assertThat(of(function.id(), "ports").isMissingNode())
        .as("reached through the router")
        .isTrue();
    assertThat(
            of("router", "environment")
                .path("STRONGROOM_" + function.id().toUpperCase(Locale.ROOT).replace('-', '_'))
                .asText())
        .isEqualTo(function.id() + ":8080");
  }

  @Test
  void publishedPorts_areOfThisMachineOnly_andThoseOfServe() {
    List<String> published = new ArrayList<>();
    COMPOSE.path("services").forEach(service -> published.addAll(texts(service.path("ports"))));

    assertThat(published)
        .containsExactlyInAnyOrder(
            "127.0.0.1:9000:9000", "127.0.0.1:9443:9443", "127.0.0.1:9500:4566");
  }

  @Test
  void noPassword_isInTheFile() {
    COMPOSE
        .path("services")
        .forEach(
            service ->
                service
                    .path("environment")
                    .properties()
                    .forEach(
                        entry ->
                            assertThat(entry.getKey()).doesNotMatch(".*(PASSWORD|SECRET|TOKEN)$")));
    assertThat(COMPOSE.toString()).doesNotContainPattern("POSTGRES_PASSWORD\"");
  }
}
