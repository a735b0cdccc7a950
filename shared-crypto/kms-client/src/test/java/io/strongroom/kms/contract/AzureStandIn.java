package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Key Vault and its token service, as far as the provider uses them. */
final class AzureStandIn extends StandIn {
  volatile String token = "token-1";
  volatile int tokensIssued;
  final AtomicInteger tokensAsked = new AtomicInteger();
  volatile String secret = "s3cret";
  volatile String answersFor = "";
  volatile String version = "v1";
  volatile Response next;
  volatile String challenge;
  volatile Response tokenRefusal;

  @Override
  Response serve(Request request, JsonNode body) {
    if (request.path().equals("/tenant/oauth2/v2.0/token")) {
      tokensAsked.incrementAndGet();
      assertThat(request.body()).contains("grant_type=client_credentials", "client_id=app");
      if (!request.body().contains("client_secret=" + secret + "&")) {
        return Response.json(401, "{\"error\":\"invalid_client\"}");
      }
      Response refused = tokenRefusal;
      if (refused != null) {
        return refused;
      }
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
    // Microsoft's client asks for the newest version as for one with an empty name.
    boolean newest = path[3].isEmpty();
    boolean versioned =
        !newest && !path[3].endsWith("wrapkey") && !path[3].startsWith("api-version");
    String used = versioned ? path[3] : version;
    String operation = path[versioned || newest ? 4 : 3];
    String kid = uri() + "/keys/" + (answersFor.isEmpty() ? key : answersFor) + "/" + used;
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
