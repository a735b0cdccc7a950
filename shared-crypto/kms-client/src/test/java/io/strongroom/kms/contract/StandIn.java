package io.strongroom.kms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.LocalSeal;
import io.strongroom.kms.testing.StubServer;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.testing.StubServer.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What every vendor's stand-in needs: keys that really wrap, and faults at will. */
public abstract class StandIn implements AutoCloseable {

  public enum Fault {
    NONE,
    THROTTLE,
    DENY,
    BREAK,
    CLOSE,
    MALFORMED
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, SecretBytes> keys = new HashMap<>();
  private final Set<String> disabled = new HashSet<>();
  private final StubServer server = StubServer.answering(this::answer);
  public volatile Fault fault = Fault.NONE;

  public final URI uri() {
    return server.uri();
  }

  public final StubServer server() {
    return server;
  }

  public final StandIn withKeys(String... names) {
    for (String name : names) {
      keys.put(name, SecretBytes.random(LocalSeal.KEY_BYTES));
    }
    return this;
  }

  final void disable(String name) {
    disabled.add(name);
  }

  final boolean isKnown(String name) {
    return keys.containsKey(name);
  }

  final boolean isDisabled(String name) {
    return disabled.contains(name);
  }

  /** Base64 of a seal, so that the vendor's text forms are easy. */
  final String seal(String name, byte[] plaintext, String context) {
    byte[] sealed =
        LocalSeal.seal(
            keys.get(name),
            SecretBytes.copyOf(plaintext),
            context.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(sealed);
  }

  /** Null when it does not open. */
  final byte[] open(String name, String sealed, String context) {
    try (SecretBytes plaintext =
        LocalSeal.open(
            keys.get(name),
            Base64.getDecoder().decode(sealed),
            context.getBytes(StandardCharsets.UTF_8))) {
      return plaintext.use(bytes -> Arrays.copyOf(bytes, bytes.length));
    } catch (KmsException | IllegalArgumentException e) {
      return null;
    }
  }

  private Response answer(Request request) {
    return switch (fault) {
      case NONE -> serve(request, parse(request.body()));
      case CLOSE -> new Response(-1, Map.of(), "");
      case MALFORMED -> Response.json(200, "{\"half\":");
      case THROTTLE, DENY, BREAK -> fail(fault, request);
    };
  }

  abstract Response serve(Request request, JsonNode body);

  abstract Response fail(Fault kind, Request request);

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static Response ok(ObjectNode body) {
    return Response.json(200, body.toString());
  }

  static byte[] random(int length) {
    return SecretBytes.random(length).use(bytes -> Arrays.copyOf(bytes, bytes.length));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] unbase64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static JsonNode parse(String body) {
    if (!body.startsWith("{")) {
      return object();
    }
    try {
      return JSON.readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
