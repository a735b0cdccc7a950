package io.strongroom.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request, flat but for string maps: no operation here takes anything deeper. A
 * null is a member that was not sent. Remembers what was asked for; for one thread.
 *
 * <p>Source: "AWS JSON 1.1 protocol", Smithy 2.0.
 */
final class JsonObject {

  private static final int MAX_DEPTH = 16;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(40)
                  .build())
          .build();

  private final Map<String, Member> members;
  private final Set<String> asked = new HashSet<>();

  private JsonObject(Map<String, Member> members) {
    this.members = members;
  }

  private sealed interface Member {

    record Text(String value) implements Member {}

    record Whole(long value) implements Member {}

    record Flag(boolean value) implements Member {}

    record TextMap(Map<String, String> pairs) implements Member {}

    /** Lists, fractions, and maps of anything but strings. */
    record Other() implements Member {}
  }

  /**
   * Reads a body; an empty one is an empty object.
   *
   * @throws JsonRejected.NotSerialized when it is no object
   */
  static JsonObject parse(byte[] body) {
    if (body.length == 0) {
      return new JsonObject(Map.of());
    }
    try (JsonParser parser = JSON.createParser(decode(body))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed();
      }
      JsonObject object = new JsonObject(members(parser));
      if (parser.nextToken() != null) {
        throw malformed();
      }
      return object;
    } catch (IOException e) {
      throw malformed();
    }
  }

  boolean has(String name) {
    return member(name) != null;
  }

  /**
   * Refuses what no operation here understands. Call when everything else was read.
   *
   * @throws JsonRejected.Unsupported naming the member
   */
  void requireRead() {
    for (String name : members.keySet()) {
      if (!asked.contains(name)) {
        throw new JsonRejected.Unsupported("The member " + name + " is not supported.");
      }
    }
  }

  private @Nullable Member member(String name) {
    asked.add(name);
    return members.get(name);
  }

  Optional<String> text(String name) {
    return switch (member(name)) {
      case null -> Optional.empty();
      case Member.Text(String value) -> Optional.of(value);
      case Member.Whole _, Member.Flag _, Member.TextMap _, Member.Other _ -> throw wrongType(name);
    };
  }

  Optional<Long> whole(String name) {
    return switch (member(name)) {
      case null -> Optional.empty();
      case Member.Whole(long value) -> Optional.of(value);
      case Member.Text _, Member.Flag _, Member.TextMap _, Member.Other _ -> throw wrongType(name);
    };
  }

  boolean flag(String name) {
    return switch (member(name)) {
      case null -> false;
      case Member.Flag(boolean value) -> value;
      case Member.Text _, Member.Whole _, Member.TextMap _, Member.Other _ -> throw wrongType(name);
    };
  }

  Map<String, String> textMap(String name) {
    return switch (member(name)) {
      case null -> Map.of();
      case Member.TextMap(Map<String, String> pairs) -> pairs;
      case Member.Text _, Member.Whole _, Member.Flag _, Member.Other _ -> throw wrongType(name);
    };
  }

  Optional<byte[]> blob(String name) {
    return text(name)
        .map(
            base64 -> {
              try {
                return Base64.getDecoder().decode(base64);
              } catch (IllegalArgumentException e) {
                throw wrongType(name);
              }
            });
  }

  /** Decoded here and not by the parser, which would take UTF-16 and broken UTF-8 as well. */
  private static String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static Map<String, Member> members(JsonParser parser) throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      @Nullable Member member = member(parser);
      if (member != null) {
        members.put(name, member);
      }
    }
    return members;
  }

  private static @Nullable Member member(JsonParser parser) throws IOException {
    return switch (parser.nextToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> new Member.Text(unicode(parser.getText()));
      case VALUE_TRUE -> new Member.Flag(true);
      case VALUE_FALSE -> new Member.Flag(false);
      case VALUE_NUMBER_INT -> whole(parser);
      case START_OBJECT -> textMap(parser);
      case null, default -> {
        parser.skipChildren();
        yield new Member.Other();
      }
    };
  }

  private static Member whole(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new Member.Whole(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> new Member.Other();
    };
  }

  private static Member textMap(JsonParser parser) throws IOException {
    Map<String, String> pairs = new LinkedHashMap<>();
    boolean textOnly = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        pairs.put(unicode(name), unicode(parser.getText()));
      } else {
        parser.skipChildren();
        textOnly = false;
      }
    }
    return textOnly ? new Member.TextMap(pairs) : new Member.Other();
  }

  /** An escape can name half a character, which no encoding has. */
  private static String unicode(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw malformed();
    }
    return text;
  }

  private static JsonRejected wrongType(String name) {
    return new JsonRejected.NotSerialized("The member " + name + " has the wrong type.");
  }

  private static JsonRejected malformed() {
    return new JsonRejected.NotSerialized("The body is no JSON object.");
  }
}
