package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import io.strongroom.kms.vault.VaultLogin;
import io.strongroom.kms.vault.VaultSettings;
import io.strongroom.kms.wire.PemTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in for the transit engine; {@link VaultServerContract} is against a real one. */
abstract class VaultContract extends ServiceContract {

  private static final class Vault extends StandIn {
    private volatile String token = "token-1";
    private volatile int logins;
    private volatile Response next;

    @Override
    Response serve(Request request, JsonNode body) {
      Response planned = next;
      if (planned != null) {
        next = null;
        return planned;
      }
      if (request.path().matches("/v1/auth/[a-z]+/login")) {
        logins++;
        ObjectNode answer = object();
        answer.putObject("auth").put("client_token", token).put("lease_duration", 3600);
        return ok(answer);
      }
      if (!request.header("x-vault-token").equals(token)) {
        return error(403, "permission denied");
      }
      String[] path = request.path().split("/");
      String key = path[path.length - 1];
      if (!isKnown(key)) {
        return unknown(path[3]);
      }
      return operate(path[3], key, body);
    }

    /** As Vault 1.21.4 answers a token that may update and not create. */
    private static Response unknown(String operation) {
      return switch (operation) {
        case "keys" -> error(404, "");
        case "encrypt" -> error(403, "1 error occurred:\n\t* permission denied\n\n");
        default -> error(400, "encryption key not found");
      };
    }

    private Response operate(String operation, String key, JsonNode body) {
      String bound = body.path("associated_data").asText() + "|" + body.path("context").asText();
      ObjectNode answer = object();
      ObjectNode data = answer.putObject("data");
      switch (operation) {
        case "keys" -> data.put("name", key);
        case "encrypt" -> data.put("ciphertext", wrap(key, body.path("plaintext").asText(), bound));
        case "datakey" -> {
          byte[] plaintext = random(body.path("bits").asInt() / 8);
          data.put("plaintext", base64(plaintext));
          data.put("ciphertext", wrap(key, base64(plaintext), bound));
        }
        default -> {
          String ciphertext = body.path("ciphertext").asText();
          byte[] plaintext =
              ciphertext.startsWith("vault:v1:") ? open(key, ciphertext.substring(9), bound) : null;
          if (plaintext == null) {
            return error(400, "cipher: message authentication failed");
          }
          if (operation.equals("decrypt")) {
            data.put("plaintext", base64(plaintext));
          } else {
            data.put("ciphertext", wrap(key, base64(plaintext), bound));
          }
        }
      }
      return ok(answer);
    }

    private String wrap(String key, String plaintext, String bound) {
      return "vault:v1:" + seal(key, unbase64(plaintext), bound);
    }

    static Response error(int status, String message) {
      ObjectNode body = object();
      body.putArray("errors").add(message);
      return Response.json(status, body.toString());
    }

    @Override
    Response fail(Fault kind, Request request) {
      return switch (kind) {
        case THROTTLE -> error(429, "request path is rate limited").with("Retry-After", "2");
        case DENY -> error(403, "permission denied");
        case BREAK -> error(503, "Vault is sealed");
        case NONE, CLOSE, MALFORMED -> throw new IllegalArgumentException(kind.name());
      };
    }
  }

  private final Vault vault = new Vault();
  private final KmsClient kms = client(new VaultLogin.Token("token-1"));

  {
    vault.withKeys("k1", "k2");
  }

  abstract VaultSettings.Binding binding();

  private KmsClient client(VaultLogin login) {
    return KmsClients.vault(
        new VaultSettings(
            vault.uri(),
            "team",
            new VaultSettings.Transit("transit", binding()),
            login,
            new VaultSettings.Http(Duration.ofSeconds(10), Duration.ofSeconds(10), PemTls.NONE)));
  }

  final List<String> paths() {
    return vault.server().requests().stream().map(Request::path).toList();
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Override
  KmsClient kms() {
    return kms;
  }

  @Override
  String key() {
    return "k1";
  }

  @Override
  String otherKey() {
    return "k2";
  }

  @Override
  String unknownKey() {
    return "k3";
  }

  @Override
  StandIn service() {
    return vault;
  }

  @Test
  void request_carriesNamespace() {
    get(kms().describeKey(key(), ALICE));
    assertThat(vault.server().requests().getFirst().header("x-vault-namespace")).isEqualTo("team");
  }

  @Test
  void appRole_manyCalls_oneLogin() {
    KmsClient client = client(new VaultLogin.AppRole("approle", "role", "secret"));
    for (int i = 0; i < 5; i++) {
      get(client.describeKey(key(), ALICE));
    }
    assertThat(vault.logins).isOne();
    assertThat(vault.server().requests().getFirst().body())
        .contains("\"role_id\":\"role\"", "\"secret_id\":\"secret\"");
  }

  @Test
  void appRole_tokenRevoked_logsInAgainOnce() {
    KmsClient client = client(new VaultLogin.AppRole("approle", "role", "secret"));
    get(client.describeKey(key(), ALICE));
    vault.token = "token-2";
    get(client.describeKey(key(), ALICE));
    assertThat(vault.logins).isEqualTo(2);
  }

  @Test
  void kubernetes_login_sendsTheTokenThatTheClusterPutThereLast(@TempDir Path folder)
      throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "jwt-1\n");
    KmsClient client = client(new VaultLogin.Kubernetes("kubernetes", "objects", token));
    get(client.describeKey(key(), ALICE));
    Files.writeString(token, "jwt-2\n");
    vault.token = "token-2";
    get(client.describeKey(key(), ALICE));
    assertThat(logins("kubernetes"))
        .containsExactly(
            "{\"role\":\"objects\",\"jwt\":\"jwt-1\"}", "{\"role\":\"objects\",\"jwt\":\"jwt-2\"}");
  }

  @Test
  void kubernetes_noToken_unavailable(@TempDir Path folder) {
    KmsClient client =
        client(new VaultLogin.Kubernetes("kubernetes", "objects", folder.resolve("none")));
    assertThat(failure(client.describeKey(key(), ALICE)))
        .isInstanceOf(KmsException.Unavailable.class);
    assertThat(vault.server().requests()).isEmpty();
  }

  @Test
  void certificate_login_sendsNothingButTheConnection() {
    get(client(new VaultLogin.Certificate("cert")).describeKey(key(), ALICE));
    assertThat(logins("cert")).containsExactly("{}");
  }

  private List<String> logins(String mount) {
    return vault.server().requests().stream()
        .filter(request -> request.path().equals("/v1/auth/" + mount + "/login"))
        .map(Request::body)
        .toList();
  }

  @Test
  void staticToken_revoked_accessDenied() {
    vault.token = "token-2";
    assertThat(failure(kms().describeKey(key(), ALICE)))
        .isInstanceOf(KmsException.AccessDenied.class);
    assertThat(vault.server().requests()).hasSize(1);
  }

  @Test
  void throttled_hint_read() {
    vault.fault = StandIn.Fault.THROTTLE;
    KmsException.Throttled throttled =
        (KmsException.Throttled) failure(kms().describeKey(key(), ALICE));
    assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "412, required index state not present, Unavailable",
    "400, ciphertext or signature version is disallowed by policy (too old), InvalidState",
    "400, key type ecdsa-p256 does not support encryption, InvalidKeyUsage",
    "400, something else, InvalidRequest",
    "404, no handler for route, NotFound",
    "500, internal error, Unavailable"
  })
  void error_bySentence_typed(int status, String message, String expected) {
    vault.next = Vault.error(status, message);
    KmsException failure = failure(kms().describeKey(key(), ALICE));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure).hasMessage(message);
  }

  @Test
  void login_print_hidesSecrets() {
    assertThat(new VaultLogin.AppRole("approle", "role", "s3cret").toString())
        .doesNotContain("s3cret");
    assertThat(new VaultLogin.Token("s3cret").toString()).doesNotContain("s3cret");
  }
}
