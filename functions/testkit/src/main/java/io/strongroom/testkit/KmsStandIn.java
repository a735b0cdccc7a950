package io.strongroom.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Four operations of AWS KMS, for tests only: keys are wrapped with AES-GCM under a random key of
 * this process. Whatever key is named exists, unless its name ends in {@code missing}. Signatures
 * are not looked at.
 */
final class KmsStandIn implements AutoCloseable {

  private static final String TARGET_PREFIX = "TrentService.";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestKeys keys = new TestKeys();
  private final HttpServer server;
  private final ExecutorService threads;

  private KmsStandIn(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static KmsStandIn start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    KmsStandIn kms = new KmsStandIn(server, threads);
    server.setExecutor(threads);
    server.createContext("/", kms::handle);
    server.start();
    return kms;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private record Answer(int status, ObjectNode body) {

    static Answer of(ObjectNode body) {
      return new Answer(200, body);
    }

    static Answer refusal(String type) {
      return new Answer(400, JSON.createObjectNode().put("__type", type).put("message", type));
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer = answer(target, text);
      byte[] body = JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(String target, String text) {
    try {
      JsonNode request = JSON.readTree(text);
      return switch (target.replace(TARGET_PREFIX, "")) {
        case "GenerateDataKey" -> generate(request, true);
        case "GenerateDataKeyWithoutPlaintext" -> generate(request, false);
        case "Decrypt" -> decrypt(request);
        case "DescribeKey" -> describe(request);
        default -> Answer.refusal("UnsupportedOperationException");
      };
    } catch (JsonProcessingException malformed) {
      return Answer.refusal("SerializationException");
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      return Answer.refusal("InvalidCiphertextException");
    }
  }

  private Answer generate(JsonNode request, boolean withPlaintext) throws GeneralSecurityException {
    String name = request.path("KeyId").asText();
    if (name.endsWith("missing")) {
      return Answer.refusal("NotFoundException");
    }
    String keyId = TestKeys.arn(name);
    byte[] plaintext = TestKeys.random(request.path("NumberOfBytes").asInt(32));
    byte[] wrapped = keys.wrap(keyId, plaintext, context(request));
    ObjectNode answer =
        JSON.createObjectNode().put("KeyId", keyId).put("CiphertextBlob", base64(wrapped));
    return Answer.of(withPlaintext ? answer.put("Plaintext", base64(plaintext)) : answer);
  }

  private static Answer describe(JsonNode request) {
    String name = request.path("KeyId").asText();
    if (name.endsWith("missing")) {
      return Answer.refusal("NotFoundException");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("KeyMetadata")
        .put("KeyId", name)
        .put("Arn", TestKeys.arn(name))
        .put("KeySpec", "SYMMETRIC_DEFAULT")
        .put("KeyUsage", "ENCRYPT_DECRYPT")
        .put("KeyState", "Enabled")
        .put("Enabled", true);
    return Answer.of(answer);
  }

  private Answer decrypt(JsonNode request) throws GeneralSecurityException {
    byte[] wrapped = Base64.getDecoder().decode(request.path("CiphertextBlob").asText());
    String keyId = TestKeys.keyId(wrapped);
    String named = request.path("KeyId").asText();
    if (!named.isEmpty() && !TestKeys.arn(named).equals(keyId)) {
      return Answer.refusal("IncorrectKeyException");
    }
    byte[] plaintext = keys.unwrap(wrapped, context(request));
    return Answer.of(
        JSON.createObjectNode().put("KeyId", keyId).put("Plaintext", base64(plaintext)));
  }

  private static SortedMap<String, String> context(JsonNode request) {
    SortedMap<String, String> pairs = new TreeMap<>();
    request
        .path("EncryptionContext")
        .properties()
        .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
    return pairs;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
