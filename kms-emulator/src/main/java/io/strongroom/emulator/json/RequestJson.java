package io.strongroom.emulator.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.strongroom.emulator.key.KmsRefusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a request's body. A member that is there twice is refused: what one reader takes from the
 * first, another takes from the last. So are characters that no column and no record can hold.
 */
public final class RequestJson {

  private static final int MAX_DEPTH = 16;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private RequestJson() {}

  /**
   * Parses a body; empty when it is not one JSON object, each member once.
   *
   * @throws KmsRefusal {@code VALIDATION} for a text that cannot be stored
   */
  public static Optional<JsonObject> parse(Buffer body) {
    try {
      Object value = JacksonCodec.fromParser(FACTORY.createParser(body.getBytes()), Object.class);
      if (value instanceof Map<?, ?> members) {
        JsonObject json = new JsonObject();
        members.forEach((name, member) -> json.put(String.valueOf(name), member));
        requireStorable(json);
        return Optional.of(json);
      }
      return value instanceof JsonObject json ? storable(json) : Optional.empty();
    } catch (DecodeException | IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonObject> storable(JsonObject json) {
    requireStorable(json);
    return Optional.of(json);
  }

  /**
   * Demands texts that a database and a record can hold, in names and in values.
   *
   * @throws KmsRefusal {@code VALIDATION}
   */
  public static void requireStorable(JsonObject json) {
    for (Map.Entry<String, Object> member : json) {
      requireStorable(member.getKey());
      requireStorable(member.getValue());
    }
  }

  private static void requireStorable(@org.jspecify.annotations.Nullable Object value) {
    switch (value) {
      case String text -> requireStorable(text);
      case JsonObject object -> requireStorable(object);
      case JsonArray array -> array.forEach(RequestJson::requireStorable);
      case null, default -> {}
    }
  }

  private static void requireStorable(String text) {
    boolean unpaired =
        text.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (unpaired || text.indexOf('\0') >= 0) {
      throw KmsRefusal.invalid(
          "1 validation error detected: a text of the request holds the character NUL or half a"
              + " surrogate pair.");
    }
  }
}
