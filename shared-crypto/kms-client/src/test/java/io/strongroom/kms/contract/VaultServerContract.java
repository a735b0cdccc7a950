package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.testing.Eventually;
import io.strongroom.kms.vault.VaultLogin;
import io.strongroom.kms.vault.VaultSettings;
import io.strongroom.kms.vault.VaultTransitFactory;
import io.strongroom.kms.wire.PemTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a running Vault or OpenBao: {@code STRONGROOM_VAULT_ADDR} is its address, {@code
 * STRONGROOM_VAULT_TOKEN} a token that may do everything, {@code STRONGROOM_VAULT_UNSEAL_KEY} the
 * one share of its unseal key. Every test makes a transit mount and an AppRole of its own.
 */
abstract class VaultServerContract extends KmsClientContract {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address = URI.create(System.getenv("STRONGROOM_VAULT_ADDR"));
  private final String root = System.getenv("STRONGROOM_VAULT_TOKEN");
  private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
  private final HttpClient http = HttpClient.newHttpClient();
  private KmsProvider kms = login(new VaultLogin.Token(Secret.of(root)));

  abstract VaultSettings.Binding binding();

  @BeforeEach
  void prepare() {
    boolean derived = binding() == VaultSettings.Binding.DERIVATION;
    admin("POST", "sys/mounts/" + name, "{\"type\":\"transit\"}");
    for (String key : new String[] {key(), otherKey()}) {
      admin("POST", name + "/keys/" + key, "{\"derived\":%b}".formatted(derived));
    }
    admin(
        "POST",
        "sys/policies/acl/" + name,
        JSON.createObjectNode()
            .put(
                "policy",
                "path \"%1$s/*\" { capabilities = [\"read\", \"update\"] }".formatted(name))
            .toString());
    admin("POST", "sys/auth/" + name, "{\"type\":\"approle\"}");
    String role = "auth/" + name + "/role/objects";
    admin("POST", role, "{\"token_policies\":\"%s\"}".formatted(name));
    String roleId = admin("GET", role + "/role-id", "").path("data").path("role_id").asText();
    String secretId =
        admin("POST", role + "/secret-id", "{}").path("data").path("secret_id").asText();
    kms.close();
    kms = login(new VaultLogin.AppRole(name, roleId, Secret.of(secretId)));
  }

  private KmsProvider login(VaultLogin login) {
    return VaultTransitFactory.create(
        new VaultSettings(
            address,
            null,
            new VaultSettings.Transit(name, binding()),
            login,
            new VaultSettings.Http(Duration.ofSeconds(10), Duration.ofSeconds(10), PemTls.NONE)));
  }

  final JsonNode admin(String method, String path, String body) {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(address.resolve("/v1/" + path))
                  .header("X-Vault-Token", root)
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 299);
      return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void remove() {
    kms.close();
    admin("DELETE", "sys/mounts/" + name, "");
    admin("DELETE", "sys/auth/" + name, "");
    http.close();
  }

  @Override
  protected KmsClient kms() {
    return kms;
  }

  @Override
  protected String key() {
    return "k1";
  }

  @Override
  protected String otherKey() {
    return "k2";
  }

  @Override
  protected String unknownKey() {
    return "k3";
  }

  @Test
  void decrypt_afterRotation_opens() {
    GeneratedDataKey made = generate(32);
    admin("POST", name + "/keys/k1/rotate", "{}");
    assertThat(get(decrypt(made.wrapped(), CONTEXT)).plaintext().matches(made.plaintext()))
        .isTrue();
  }

  @Test
  void decrypt_versionNoLongerAllowed_invalidState() {
    GeneratedDataKey made = generate(32);
    admin("POST", name + "/keys/k1/rotate", "{}");
    admin("POST", name + "/keys/k1/config", "{\"min_decryption_version\":2}");
    assertThat(failure(decrypt(made.wrapped(), CONTEXT)))
        .isInstanceOf(KmsException.InvalidState.class);
  }

  @Test
  void token_revoked_logsInAgain() {
    generate(32);
    admin("POST", "sys/leases/revoke-prefix/auth/" + name, "{}");
    assertThat(generate(32).plaintext().length()).isEqualTo(32);
  }

  @Test
  void policy_taken_accessDenied() {
    generate(32);
    admin("POST", "sys/policies/acl/" + name, "{\"policy\":\"path \\\"none\\\" {}\"}");
    assertThat(failure(kms().generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.AccessDenied.class);
  }

  @Test
  void rateLimit_throttled() {
    generate(32);
    admin(
        "POST",
        "sys/quotas/rate-limit/" + name,
        "{\"path\":\"%s/\",\"rate\":1,\"interval\":\"10s\"}".formatted(name));
    try {
      get(kms().describeKey(KeyName.parse(key()), ALICE));
      assertThat(failure(kms().describeKey(KeyName.parse(key()), ALICE)))
          .isInstanceOf(KmsException.Throttled.class);
    } finally {
      admin("DELETE", "sys/quotas/rate-limit/" + name, "");
    }
  }

  @Test
  void wrongSecret_unavailableAndTold() {
    try (KmsProvider stranger =
        login(new VaultLogin.AppRole(name, "nobody", Secret.of("s3cret")))) {
      KmsException refused = failure(stranger.describeKey(KeyName.parse(key()), ALICE));
      assertThat(refused)
          .isInstanceOf(KmsException.Unavailable.class)
          .hasMessageNotContaining("s3cret");
      assertThat(stranger.trouble()).isPresent();
    }
  }

  @Test
  void refusedByPolicy_twentyKeys_oneTokenWhichEndsWithTheClient() {
    int before = tokens();
    generate(32);
    admin("POST", "sys/policies/acl/" + name, "{\"policy\":\"path \\\"none\\\" {}\"}");
    for (int i = 0; i < 20; i++) {
      assertThat(failure(kms().generateDataKey(KeyName.parse("secret" + i), 32, CONTEXT, ALICE)))
          .isInstanceOf(KmsException.AccessDenied.class);
    }
    assertThat(tokens() - before).isOne();
    kms.close();
    assertThat(tokens()).isEqualTo(before);
  }

  private int tokens() {
    return admin("LIST", "auth/token/accessors", "").path("data").path("keys").size();
  }

  @Test
  void givenToken_deadAndReplacedInItsFile_taken(@TempDir Path folder) throws IOException {
    String role = "{\"policies\":[\"%s\"],\"period\":\"1h\"}".formatted(name);
    String first = admin("POST", "auth/token/create", role).at("/auth/client_token").asText();
    String second = admin("POST", "auth/token/create", role).at("/auth/client_token").asText();
    Path sink = Files.writeString(folder.resolve("sink"), first + "\n");
    try (KmsProvider client = login(new VaultLogin.Token(Secret.inFile(sink)))) {
      get(client.describeKey(KeyName.parse(key()), ALICE));
      admin("POST", "auth/token/revoke", "{\"token\":\"%s\"}".formatted(first));
      assertThat(failure(client.describeKey(KeyName.parse(key()), ALICE)))
          .isInstanceOf(KmsException.Unavailable.class);
      assertThat(client.trouble()).isPresent();
      Files.writeString(sink, second + "\n");
      Eventually.succeeds(() -> get(client.describeKey(KeyName.parse(key()), ALICE)));
      assertThat(client.trouble()).isEmpty();
    }
  }

  @Test
  void keyThatDoesNotBindThisWay_refused() {
    boolean derived = binding() == VaultSettings.Binding.DERIVATION;
    admin("POST", name + "/keys/other", "{\"derived\":%b}".formatted(!derived));
    assertThat(failure(kms().generateDataKey(KeyName.parse("other"), 32, CONTEXT, ALICE)))
        .isInstanceOfAny(KmsException.InvalidKeyUsage.class, KmsException.InvalidRequest.class);
    if (derived) {
      admin(
          "POST",
          "sys/policies/acl/" + name,
          "{\"policy\":\"path \\\"%1$s/datakey/*\\\" { capabilities = [\\\"update\\\"] }\"}"
              .formatted(name));
      assertThat(failure(kms().generateDataKey(KeyName.parse("other"), 32, CONTEXT, ALICE)))
          .as("keys may not be read: the same call without a context tells")
          .isInstanceOf(KmsException.InvalidKeyUsage.class);
      assertThat(generate(32).plaintext().length()).isEqualTo(32);
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "STRONGROOM_VAULT_UNSEAL_KEY", matches = ".+")
  void sealedServer_unavailableUntilItIsOpened() {
    generate(32);
    admin("POST", "sys/seal", "{}");
    KmsException refused = failure(kms().describeKey(KeyName.parse(key()), ALICE));
    admin(
        "POST",
        "sys/unseal",
        "{\"key\":\"%s\"}".formatted(System.getenv("STRONGROOM_VAULT_UNSEAL_KEY")));
    assertThat(refused).isInstanceOf(KmsException.Unavailable.class);
    assertThat(generate(32).plaintext().length()).isEqualTo(32);
  }
}
