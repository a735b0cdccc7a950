package io.strongroom.kms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.kms.aws.AwsKmsClient;
import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client against a stand-in. */
class AwsContractTest extends ServiceContract {

  private static final class Aws extends StandIn {
    private static final String ARN = "arn:aws:kms:eu-central-1:000000000000:key/";

    @Override
    Response serve(Request request, JsonNode body) {
      String operation = request.header("x-amz-target").replace("TrentService.", "");
      return switch (operation) {
        case "GenerateDataKey", "GenerateDataKeyWithoutPlaintext" -> generate(operation, body);
        case "Decrypt" -> decrypt(body);
        case "ReEncrypt" -> reEncrypt(body);
        default -> describe(body);
      };
    }

    private Response generate(String operation, JsonNode body) {
      String key = name(body.path("KeyId").asText());
      if (!isKnown(key)) {
        return error("NotFoundException", "Key '%s' does not exist".formatted(key));
      }
      if (isDisabled(key)) {
        return error("DisabledException", key + " is disabled.");
      }
      byte[] plaintext = random(body.path("NumberOfBytes").asInt());
      ObjectNode answer =
          object()
              .put("KeyId", ARN + key)
              .put("CiphertextBlob", wrap(key, plaintext, body.path("EncryptionContext")));
      if (operation.equals("GenerateDataKey")) {
        answer.put("Plaintext", base64(plaintext));
      }
      return ok(answer);
    }

    private Response decrypt(JsonNode body) {
      byte[] blob = unbase64(body.path("CiphertextBlob").asText());
      byte[] plaintext = unwrap(blob, body.path("EncryptionContext"));
      if (plaintext == null) {
        return error("InvalidCiphertextException", null);
      }
      String key = "k" + (char) blob[0];
      if (body.has("KeyId") && !name(body.path("KeyId").asText()).equals(key)) {
        return error("IncorrectKeyException", "another key");
      }
      return ok(object().put("KeyId", ARN + key).put("Plaintext", base64(plaintext)));
    }

    private Response reEncrypt(JsonNode body) {
      byte[] plaintext =
          unwrap(
              unbase64(body.path("CiphertextBlob").asText()), body.path("SourceEncryptionContext"));
      if (plaintext == null) {
        return error("InvalidCiphertextException", null);
      }
      String key = name(body.path("DestinationKeyId").asText());
      return ok(
          object()
              .put("KeyId", ARN + key)
              .put(
                  "CiphertextBlob",
                  wrap(key, plaintext, body.path("DestinationEncryptionContext"))));
    }

    private Response describe(JsonNode body) {
      String key = name(body.path("KeyId").asText());
      if (!isKnown(key)) {
        return error("NotFoundException", "Key '%s' does not exist".formatted(key));
      }
      ObjectNode answer = object();
      answer.putObject("KeyMetadata").put("Arn", ARN + key).put("Enabled", !isDisabled(key));
      return ok(answer);
    }

    private String wrap(String key, byte[] plaintext, JsonNode context) {
      byte[] seal = unbase64(seal(key, plaintext, canonical(context)));
      byte[] blob = new byte[seal.length + 1];
      blob[0] = (byte) key.charAt(1);
      System.arraycopy(seal, 0, blob, 1, seal.length);
      return base64(blob);
    }

    private byte[] unwrap(byte[] blob, JsonNode context) {
      String key = blob.length == 0 ? "" : "k" + (char) blob[0];
      return isKnown(key)
          ? open(
              key, base64(java.util.Arrays.copyOfRange(blob, 1, blob.length)), canonical(context))
          : null;
    }

    private static String name(String keyId) {
      return keyId.startsWith(ARN) ? keyId.substring(ARN.length()) : keyId;
    }

    private static String canonical(JsonNode context) {
      TreeMap<String, String> pairs = new TreeMap<>();
      context.properties().forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
      return pairs.toString();
    }

    private static Response error(String code, String message) {
      ObjectNode body = object().put("__type", code);
      return Response.json(400, (message == null ? body : body.put("message", message)).toString());
    }

    @Override
    Response fail(Fault kind, Request request) {
      return switch (kind) {
        case THROTTLE -> error("ThrottlingException", "Rate exceeded");
        case DENY -> error("AccessDeniedException", "not authorized");
        case BREAK -> Response.json(500, "{\"__type\":\"KMSInternalException\"}");
        case NONE, CLOSE, MALFORMED -> throw new IllegalArgumentException(kind.name());
      };
    }
  }

  private static final StandIn AWS = new Aws().withKeys("k1", "k2", "k9");
  private static final KmsClient KMS =
      AwsKmsClient.create(
          new AwsKmsSettings(
              "eu-central-1",
              AWS.uri(),
              new AwsKmsSettings.Credentials("AKTEST", "secret"),
              new AwsKmsSettings.Http(Duration.ofSeconds(10), Duration.ofSeconds(10), 10),
              true));

  @BeforeEach
  void start() {
    AWS.fault = StandIn.Fault.NONE;
    AWS.disable("k9");
  }

  @AfterAll
  static void stop() {
    AWS.close();
  }

  @Override
  protected KmsClient kms() {
    return KMS;
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

  @Override
  StandIn service() {
    return AWS;
  }

  @Test
  void disabledKey_refused() {
    assertRefusedAsDisabled("k9");
  }
}
