package io.strongroom.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.kms.provider.KmsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredKmsTest {

  @TempDir Path folder;

  static Stream<Arguments> complete() {
    Map<String, String> times = Map.of("connect-timeout", "PT0.5S", "answer-timeout", "PT3S");
    return Stream.of(
        Arguments.of(
            "aws",
            with(
                times,
                "region",
                "eu-central-1",
                "endpoint",
                "http://127.0.0.1:1",
                "access-key-id",
                "AK",
                "secret-access-key",
                "s3cret",
                "session-token",
                "s3cret",
                "names-requester",
                "true")),
        Arguments.of(
            "vault",
            with(
                times,
                "address",
                "https://vault:8200",
                "namespace",
                "team",
                "mount",
                "transit",
                "binding",
                "derivation",
                "login",
                "approle",
                "login-mount",
                "approle",
                "role-id",
                "r",
                "secret-id",
                "s3cret")),
        Arguments.of("vault", Map.of("address", "https://vault:8200", "token", "s3cret")),
        Arguments.of(
            "vault",
            Map.of("address", "https://vault:8200", "login", "kubernetes", "role", "objects")),
        Arguments.of(
            "dew",
            with(
                times,
                "endpoint",
                "https://kms.example",
                "project-id",
                "p",
                "access-key-id",
                "AK",
                "secret-access-key",
                "s3cret",
                "security-token",
                "s3cret",
                "binding",
                "encryption-context")),
        Arguments.of(
            "kes",
            with(
                times,
                "endpoints",
                "https://kes-1:7373, https://kes-2:7373",
                "api-key",
                "kes:v1:APvbt/zbiewXNB+EwciOT+I21peq0odFYCwkJX8mMCxM")),
        Arguments.of(
            "azure",
            with(
                times,
                "vault",
                "https://name.vault.azure.net",
                "algorithm",
                "RSA-OAEP-256",
                "client-id",
                "app",
                "client-secret",
                "s3cret",
                "authority",
                "https://login.microsoftonline.com/tenant")),
        Arguments.of("keywhiz", with(times, "address", "https://keywhiz:4444", "max-age", "PT1M")));
  }

  private static Map<String, String> with(Map<String, String> base, String... more) {
    Map<String, String> all = new HashMap<>(base);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static void closeLater(KmsProvider client) {
    Thread.startVirtualThread(client::close);
  }

  @ParameterizedTest
  @MethodSource("complete")
  void create_everyProperty_accepted(String kind, Map<String, String> properties) {
    closeLater(ConfiguredKms.create(kind, properties));
  }

  @ParameterizedTest
  @MethodSource("complete")
  void create_unknownProperty_refusedByNameWithoutValues(
      String kind, Map<String, String> properties) {
    Map<String, String> misspelt = with(properties, "adress", "s3cret");
    assertThatThrownBy(() -> ConfiguredKms.create(kind, misspelt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("adress")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "aws, region",
    "local, key-file",
    "vault, address",
    "dew, endpoint",
    "kes, endpoints",
    "azure, vault",
    "keywhiz, address"
  })
  void create_nothingGiven_namesWhatIsMissing(String kind, String missing) {
    assertThat(ConfiguredKms.kinds()).contains(kind);
    assertThatThrownBy(() -> ConfiguredKms.create(kind, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing);
  }

  @Test
  void create_secretInFile_read() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
    closeLater(
        ConfiguredKms.create(
            "vault", Map.of("address", "https://vault:8200", "token-file", file.toString())));
  }

  @ParameterizedTest
  @CsvSource({
    "vault, binding, whatever",
    "vault, answer-timeout, 2 seconds",
    "vault, address, ://",
    "vault, login, guess"
  })
  void create_wrongValue_namesTheProperty(String kind, String name, String value) {
    Map<String, String> properties =
        with(Map.of("address", "https://vault:8200", "token", "s3cret"), name, value);
    assertThatThrownBy(() -> ConfiguredKms.create(kind, properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example/tenant",
        "http://127.0.0.1:1/t",
        "login.example",
        "ftp://x/y"
      })
  void create_authorityThatWouldGetTheSecretInTheClear_refused(String authority) {
    assertThatThrownBy(
            () ->
                ConfiguredKms.create(
                    "azure",
                    Map.of(
                        "vault", "https://name.vault.azure.net",
                        "client-id", "app",
                        "client-secret", "s3cret",
                        "authority", authority)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("authority")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void create_secretFileNotThereYet_accepted() {
    closeLater(
        ConfiguredKms.create(
            "vault",
            Map.of(
                "address", "https://vault:8200", "token-file", folder.resolve("sink").toString())));
  }

  @Test
  void create_apiKeyFileNotThere_refused() {
    assertThatThrownBy(
            () ->
                ConfiguredKms.create(
                    "kes",
                    Map.of(
                        "endpoints",
                        "https://kes:7373",
                        "api-key-file",
                        folder.resolve("none").toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("api-key");
  }

  @Test
  void kinds_eachOnce() {
    assertThat(ConfiguredKms.kinds())
        .containsExactly("aws", "azure", "dew", "kes", "keywhiz", "local", "vault");
  }

  @Test
  void create_unknownKind_refused() {
    assertThatThrownBy(() -> ConfiguredKms.create("abacus", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("abacus");
  }
}
