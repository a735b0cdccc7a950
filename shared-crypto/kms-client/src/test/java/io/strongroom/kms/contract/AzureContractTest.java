package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.azure.AzureSettings;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in for vault and token service; the real service has not been tried. */
class AzureContractTest extends ServiceContract {

  private static final class Azure extends StandIn {
    private volatile String token = "token-1";
    private volatile int tokensIssued;
    private volatile String version = "v1";
    private volatile Response next;
    private volatile String challenge;

    @Override
    Response serve(Request request, JsonNode body) {
      if (request.path().equals("/tenant/oauth2/v2.0/token")) {
        assertThat(request.body())
            .contains("grant_type=client_credentials", "client_id=app", "client_secret=s3cret");
        tokensIssued++;
        return ok(object().put("access_token", token).put("expires_in", 3600));
      }
      if (!request.header("authorization").equals("Bearer " + token)) {
        if (request.header("authorization").isEmpty()) {
          assertThat(request.body()).as("no key before the challenge").isIn("", "{}");
        }
        String text =
            challenge != null
                ? challenge
                : "Bearer authorization=\"%s/tenant\", resource=\"%s\"".formatted(uri(), uri());
        return error(401, "Unauthorized", "", "no token").with("WWW-Authenticate", text);
      }
      Response planned = next;
      if (planned != null) {
        next = null;
        return planned;
      }
      return operate(request.path().split("[/?]"), body);
    }

    private Response operate(String[] path, JsonNode body) {
      String key = path[2];
      if (!isKnown(key)) {
        return error(404, "KeyNotFound", "", "no such key");
      }
      boolean versioned = !path[3].endsWith("wrapkey") && !path[3].startsWith("api-version");
      String used = versioned ? path[3] : version;
      String operation = path[versioned ? 4 : 3];
      String kid = uri() + "/keys/" + key + "/" + used;
      if (operation.startsWith("api-version")) {
        ObjectNode answer = object();
        answer.putObject("key").put("kid", kid);
        answer.putObject("attributes").put("enabled", !isDisabled(key));
        return ok(answer);
      }
      if (isDisabled(key)) {
        return error(403, "Forbidden", "KeyDisabled", "key is disabled");
      }
      byte[] value = Base64.getUrlDecoder().decode(body.path("value").asText());
      byte[] result =
          operation.equals("wrapkey")
              ? unbase64(seal(key, value, used))
              : open(key, base64(value), used);
      return result == null
          ? error(400, "BadParameter", "", "the parameter is incorrect")
          : ok(
              object()
                  .put("kid", kid)
                  .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(result)));
    }

    static Response error(int status, String code, String inner, String message) {
      ObjectNode body = object();
      ObjectNode error = body.putObject("error").put("code", code).put("message", message);
      if (!inner.isEmpty()) {
        error.putObject("innererror").put("code", inner);
      }
      return Response.json(status, body.toString());
    }

    @Override
    Response fail(Fault kind, Request request) {
      return switch (kind) {
        case THROTTLE -> error(429, "Throttled", "", "VaultRequestTypeLimitReached");
        case DENY -> error(403, "Forbidden", "ForbiddenByRbac", "not allowed");
        case BREAK -> error(500, "InternalServerError", "", "broken");
        case NONE, CLOSE, MALFORMED -> throw new IllegalArgumentException(kind.name());
      };
    }
  }

  private final Azure azure = new Azure();
  private final KmsClient kms = client(URI.create(azure.uri() + "/tenant"));

  {
    azure.withKeys("k1", "k2", "k9");
    azure.disable("k9");
  }

  private KmsClient client(URI authority) {
    return KmsClients.azure(
        new AzureSettings(
            azure.uri(),
            AzureSettings.RSA_OAEP_256,
            new AzureSettings.Identity("app", "s3cret", authority),
            new AzureSettings.Http(Duration.ofSeconds(10), Duration.ofSeconds(10), PemTls.NONE)));
  }

  @AfterEach
  void stop() {
    azure.close();
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
    return azure;
  }

  @Test
  void disabledKey_refused() {
    assertRefusedAsDisabled("k9");
  }

  @Test
  void manyCalls_oneToken() {
    for (int i = 0; i < 5; i++) {
      generate(32);
    }
    assertThat(azure.tokensIssued).isOne();
  }

  @Test
  void tokenRefused_anotherIsGot() {
    generate(32);
    azure.token = "token-2";
    generate(32);
    assertThat(azure.tokensIssued).isEqualTo(2);
  }

  @Test
  void rotatedKey_oldVersionUnwraps() {
    var made = generate(32);
    azure.version = "v2";
    var newer = generate(32);
    assertThat(newer.keyId()).isEqualTo(made.keyId());
    assertThat(get(decrypt(made.wrapped(), CONTEXT)).plaintext().matches(made.plaintext()))
        .isTrue();
    assertThat(get(decrypt(newer.wrapped(), CONTEXT)).plaintext().matches(newer.plaintext()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer authorization=\"https://evil.example/tenant\", resource=\"VAULT\"",
        "Bearer authorization=\"http://login.microsoftonline.com/t\", resource=\"VAULT\"",
        "Bearer authorization=\"https://x@login.microsoftonline.com/t\", resource=\"VAULT\"",
        "Bearer authorization=\"https://login.microsoftonline.com/t\", resource=\"https://evil.example\"",
        "Bearer",
        "Basic realm=\"x\""
      })
  void challenge_elsewhere_secretNotSent(String challenge) {
    azure.challenge = challenge.replace("VAULT", azure.uri().toString());
    assertThat(failure(client(null).describeKey(key(), ALICE)))
        .isInstanceOf(KmsException.AccessDenied.class);
    assertThat(azure.tokensIssued).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "403, Forbidden, KeyExpired, InvalidState",
    "403, Forbidden, ForbiddenByPolicy, AccessDenied",
    "404, KeyNotFound, '', NotFound",
    "409, Conflict, '', InvalidState",
    "400, BadParameter, '', InvalidRequest",
    "429, Throttled, '', Throttled",
    "503, ServiceUnavailable, '', Unavailable"
  })
  void error_byCode_typed(int status, String code, String inner, String expected) {
    generate(32);
    azure.next = Azure.error(status, code, inner, "because");
    KmsException failure = failure(kms().generateDataKey(key(), 32, CONTEXT, ALICE));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure).hasMessage("because");
  }

  @Test
  void settings_print_hideSecret() {
    assertThat(new AzureSettings.Identity("app", "s3cret", null).toString())
        .doesNotContain("s3cret");
  }
}
