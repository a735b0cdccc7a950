package io.strongroom.kms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tokens and the transit engine as OpenBao 2.6 answers: a policy's refusal and a dead token are
 * both 403, a secret-id that is gone is 400, a key that is not derived ignores its context.
 */
public final class VaultStandIn extends StandIn {

  /** A token that the server knows. */
  private record Token(boolean renewable, boolean looksItselfUp) {}

  private static final String GIVEN = "token-1";

  public final AtomicInteger logins = new AtomicInteger();
  public final AtomicInteger renewals = new AtomicInteger();
  public final Set<String> denied = ConcurrentHashMap.newKeySet();
  public final Set<String> softDeleted = ConcurrentHashMap.newKeySet();
  public volatile String secretId = "secret";
  public volatile long life = 3_600;
  public volatile boolean renewable = true;
  public volatile boolean defaultPolicy = true;
  public volatile boolean derived;
  public volatile boolean keysReadable = true;
  public volatile boolean ignoresAssociatedData;
  public volatile String answersFor = "";
  volatile Response next;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  public VaultStandIn() {
    give(GIVEN);
  }

  /** Makes a token known that no login made. */
  public void give(String token) {
    tokens.put(token, new Token(true, true));
  }

  /** As when leases are revoked, or the server starts again without them. */
  public void revokeAll() {
    tokens.clear();
  }

  /** Tokens that are good, without the one that was given. */
  public int liveTokens() {
    return (int) tokens.keySet().stream().filter(token -> !token.equals(GIVEN)).count();
  }

  @Override
  Response serve(Request request, JsonNode body) {
    Response planned = next;
    if (planned != null && !request.path().startsWith("/v1/auth/")) {
      next = null;
      return planned;
    }
    if (request.path().matches("/v1/auth/[a-z]+/login")) {
      return logIn(body);
    }
    String name = request.header("x-vault-token");
    Token token = tokens.get(name);
    if (token == null) {
      return error(403, "permission denied");
    }
    if (request.path().startsWith("/v1/auth/token/")) {
      return ofTokens(request.path(), name, token);
    }
    String[] path = request.path().split("/");
    String key = path[path.length - 1];
    if (denied.contains(key) || path[3].equals("keys") && !keysReadable) {
      return error(403, "1 error occurred:\n\t* permission denied\n\n");
    }
    if (!isKnown(key)) {
      return unknown(path[3]);
    }
    return operate(path[3], key, body);
  }

  private Response logIn(JsonNode body) {
    logins.incrementAndGet();
    if (body.has("secret_id") && !body.path("secret_id").asText().equals(secretId)) {
      return error(400, "invalid role or secret ID");
    }
    String token = "hvs." + logins.get();
    tokens.put(token, new Token(renewable, defaultPolicy));
    ObjectNode answer = object();
    ObjectNode auth =
        answer
            .putObject("auth")
            .put("client_token", token)
            .put("lease_duration", life)
            .put("renewable", renewable);
    var policies = auth.putArray("policies").add("objects");
    if (defaultPolicy) {
      policies.add("default");
    }
    return ok(answer);
  }

  private Response ofTokens(String path, String name, Token token) {
    if (!token.looksItselfUp()) {
      return error(403, "1 error occurred:\n\t* permission denied\n\n");
    }
    ObjectNode answer = object();
    return switch (path.substring("/v1/auth/token/".length())) {
      case "lookup-self" -> {
        answer.putObject("data").put("ttl", life).put("renewable", token.renewable());
        yield ok(answer);
      }
      case "renew-self" -> {
        renewals.incrementAndGet();
        answer.putObject("auth").put("lease_duration", life).put("renewable", true);
        yield ok(answer);
      }
      default -> {
        tokens.remove(name);
        yield Response.json(204, "");
      }
    };
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
    ObjectNode answer = object();
    ObjectNode data = answer.putObject("data");
    if (operation.equals("keys")) {
      data.put("name", answersFor.isEmpty() ? key : answersFor)
          .put("type", "aes256-gcm96")
          .put("derived", derived)
          .put("soft_deleted", softDeleted.contains(key));
      return ok(answer);
    }
    if (softDeleted.contains(key)) {
      return error(400, "key is soft-deleted");
    }
    String context = body.path("context").asText();
    if (derived && context.isEmpty()) {
      return error(400, "missing 'context' for key derivation; the key was created using one");
    }
    String bound =
        (ignoresAssociatedData ? "" : body.path("associated_data").asText())
            + "|"
            + (derived ? context : "");
    return cipher(operation, key, body, bound, answer, data);
  }

  private Response cipher(
      String operation,
      String key,
      JsonNode body,
      String bound,
      ObjectNode answer,
      ObjectNode data) {
    if (operation.equals("encrypt")) {
      data.put("ciphertext", wrap(key, body.path("plaintext").asText(), bound));
      return ok(answer);
    }
    if (operation.equals("datakey")) {
      byte[] plaintext = random(body.path("bits").asInt() / 8);
      data.put("plaintext", base64(plaintext));
      data.put("ciphertext", wrap(key, base64(plaintext), bound));
      return ok(answer);
    }
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
      case DENY ->
          request.path().startsWith("/v1/auth/")
              ? serve(request, object())
              : error(403, "permission denied");
      case BREAK -> error(503, "Vault is sealed");
      case NONE, CLOSE, MALFORMED -> throw new IllegalArgumentException(kind.name());
    };
  }
}
