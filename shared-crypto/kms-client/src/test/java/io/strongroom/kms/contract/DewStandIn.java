package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.apig.SdkHmacVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The data-key part of DEW's REST API, which checks every signature. */
final class DewStandIn extends StandIn {
  static final String K1 = "11111111-1111-1111-1111-111111111111";
  static final String SM = "22222222-2222-2222-2222-222222222222";
  static final String OFF = "99999999-9999-9999-9999-999999999999";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Credential CREDENTIAL = Credential.of("AK", "SK", "user", "account");

  private final Credentials known =
      accessKeyId -> accessKeyId.equals("AK") ? Optional.of(CREDENTIAL) : Optional.empty();
  private final SdkHmacVerifier verifier = new SdkHmacVerifier(known, InstantSource.system());
  volatile Response next;
  volatile boolean ignoresContexts;
  volatile boolean unwrapDenied;

  @Override
  Response serve(Request request, JsonNode body) {
    Response planned = next;
    if (planned != null) {
      next = null;
      return planned;
    }
    try {
      verifier.verify(
          new SignableRequest(
              request.method(),
              request.path(),
              "",
              request.headers().entrySet().stream()
                  .map(header -> new HeaderField(header.getKey(), header.getValue()))
                  .toList()),
          request.body().getBytes(StandardCharsets.UTF_8));
    } catch (SignatureException e) {
      return Response.json(
          401,
          object()
              .put("error_code", "APIGW.0301")
              .put("error_msg", "verify aksk signature fail")
              .toString());
    }
    return operate(request.path().replace("/v1.0/project-1/kms/", ""), body);
  }

  private Response operate(String operation, JsonNode body) {
    String key = body.path("key_id").asText();
    if (!isKnown(key)) {
      return error(404, "KMS.0207", "key does not exist");
    }
    if (operation.equals("describe-key")) {
      ObjectNode answer = object();
      answer
          .putObject("key_info")
          .put("key_id", key)
          .put("key_spec", key.equals(SM) ? "SM4" : "AES_256")
          .put("key_state", isDisabled(key) ? "3" : "2");
      return ok(answer);
    }
    if (isDisabled(key)) {
      return error(400, "KMS.0209", "key is disabled");
    }
    if (!ignoresContexts
        && (body.path("encryption_context").isTextual()
            || body.path("additional_authenticated_data").asText().length() > 128)) {
      return error(400, "KMS.0208", "wrong shape");
    }
    if (unwrapDenied && operation.equals("decrypt-datakey")) {
      return error(403, "KMS.0306", "no permission");
    }
    return switch (operation) {
      case "create-datakey" -> create(key, body);
      case "encrypt-datakey" -> encrypt(key, body);
      default -> decrypt(key, body);
    };
  }

  private Response create(String key, JsonNode body) {
    byte[] plaintext = random(Integer.parseInt(body.path("datakey_length").asText()) / 8);
    return ok(
        object()
            .put("key_id", key)
            .put("plain_text", HEX.formatHex(plaintext))
            .put("cipher_text", wrap(key, plaintext, body)));
  }

  private Response encrypt(String key, JsonNode body) {
    byte[] both = HEX.parseHex(body.path("plain_text").asText());
    int length = Integer.parseInt(body.path("datakey_plain_length").asText());
    byte[] plaintext = Arrays.copyOf(both, length);
    byte[] digest = Arrays.copyOfRange(both, length, both.length);
    return MessageDigest.isEqual(digest, digest(key, plaintext))
        ? ok(object().put("key_id", key).put("cipher_text", wrap(key, plaintext, body)))
        : error(400, "KMS.2103", "wrong digest");
  }

  private Response decrypt(String key, JsonNode body) {
    byte[] cipher = HEX.parseHex(body.path("cipher_text").asText());
    byte[] plaintext = open(key, base64(cipher), bound(body));
    String length = body.path("datakey_cipher_length").asText();
    if (plaintext == null || !length.equals("" + plaintext.length)) {
      return error(400, "KMS.2201", "cannot decrypt");
    }
    return ok(
        object()
            .put("data_key", HEX.formatHex(plaintext))
            .put("datakey_length", length)
            .put("datakey_dgst", HEX.formatHex(digest(key, plaintext))));
  }

  private String wrap(String key, byte[] plaintext, JsonNode body) {
    return HEX.formatHex(unbase64(seal(key, plaintext, bound(body))));
  }

  private String bound(JsonNode body) {
    if (ignoresContexts) {
      return "";
    }
    TreeMap<String, String> pairs = new TreeMap<>();
    body.path("encryption_context")
        .properties()
        .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
    String aad = body.path("additional_authenticated_data").asText();
    assertThat(aad.length()).isLessThanOrEqualTo(128);
    return pairs + aad;
  }

  static byte[] digest(String key, byte[] plaintext) {
    try {
      if (!key.equals(SM)) {
        return MessageDigest.getInstance("SHA-256").digest(plaintext);
      }
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    SM3Digest digest = new SM3Digest();
    digest.update(plaintext, 0, plaintext.length);
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return out;
  }

  static Response error(int status, String code, String message) {
    ObjectNode body = object();
    body.putObject("error").put("error_code", code).put("error_msg", message);
    return Response.json(status, body.toString());
  }

  @Override
  Response fail(Fault kind, Request request) {
    return switch (kind) {
      case THROTTLE ->
          Response.json(
              429, "{\"error_code\":\"APIGW.0308\",\"error_msg\":\"user over ratelimit\"}");
      case DENY -> error(403, "KMS.0306", "no permission");
      case BREAK -> error(500, "KMS.0100", "internal");
      case NONE, CLOSE, MALFORMED -> throw new IllegalArgumentException(kind.name());
    };
  }
}
