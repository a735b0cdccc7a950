package io.strongroom.emulator.aws;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks a request's members. A wrong JSON type ends the call at once; broken constraints
 * are collected, so that one answer names them all: read everything, then call {@link #check}.
 *
 * <p>Not thread-safe.
 */
final class Members {

  private static final Base64.Decoder BASE64 = Base64.getDecoder();

  private final JsonObject json;
  private final String path;
  private final List<String> violations;

  Members(JsonObject json) {
    this(json, "", new ArrayList<>());
  }

  private Members(JsonObject json, String path, List<String> violations) {
    this.json = json;
    this.path = path;
    this.violations = violations;
  }

  /**
   * @throws KmsRefusal {@code VALIDATION} when any member read so far breaks a constraint
   */
  void check() {
    if (violations.isEmpty()) {
      return;
    }
    String count =
        violations.size() == 1
            ? "1 validation error detected: "
            : violations.size() + " validation errors detected: ";
    throw KmsRefusal.invalid(count + String.join("; ", violations));
  }

  boolean has(String name) {
    return json.getValue(name) != null;
  }

  /**
   * Demands that there is no other member: for structures that restrict, where one that is not
   * understood would be a restriction that is not kept.
   */
  void requireOnly(Set<String> known) {
    json.fieldNames().stream()
        .filter(name -> !known.contains(name) && json.getValue(name) != null)
        .findFirst()
        .ifPresent(
            name -> {
              throw KmsRefusal.invalid("'" + path + lowerCamel(name) + "' is not a known member.");
            });
  }

  Optional<String> text(String name, int min, int max) {
    Optional<String> value = value(name, String.class);
    value.ifPresent(text -> length(name, text, min, max));
    return value;
  }

  String requiredText(String name, int min, int max) {
    return required(name, text(name, min, max), "");
  }

  /**
   * A text of a certain form.
   *
   * @param form the regular expression it must match
   * @param wording the one that a refusal names
   */
  Optional<String> matching(String name, String form, String wording) {
    Optional<String> value = value(name, String.class);
    value
        .filter(text -> !text.matches(form))
        .ifPresent(
            text ->
                violation(name, quoted(text), "satisfy regular expression pattern: " + wording));
    return value.filter(text -> text.matches(form));
  }

  Optional<Integer> number(String name, int min, int max) {
    Optional<Integer> value = value(name, Number.class).map(Members::whole);
    value.ifPresent(
        number -> {
          if (number < min) {
            violation(name, quoted(number), "have value greater than or equal to " + min);
          } else if (number > max) {
            violation(name, quoted(number), "have value less than or equal to " + max);
          }
        });
    return value;
  }

  // AWS: a number with a fraction, or beyond the range of the type, is of the wrong type.
  private static int whole(Number number) {
    try {
      return new BigDecimal(number.toString()).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrongType();
    }
  }

  /** A time: Unix seconds with fraction. */
  Optional<Instant> time(String name) {
    Object value = json.getValue(name);
    return switch (value) {
      case null -> Optional.empty();
      case Number seconds -> Optional.of(instant(new BigDecimal(seconds.toString())));
      default -> throw wrongType();
    };
  }

  private static Instant instant(BigDecimal seconds) {
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  boolean flag(String name) {
    return value(name, Boolean.class).orElse(false);
  }

  Optional<String> oneOf(String name, List<String> allowed) {
    Optional<String> value = value(name, String.class);
    value.ifPresent(
        text -> {
          if (!allowed.contains(text)) {
            violation(name, quoted(text), "satisfy enum value set: " + allowed);
          }
        });
    return value;
  }

  /** One of {@code allowed}; the placeholder for what is missing or wrong is never seen. */
  String requiredOneOf(String name, List<String> allowed) {
    return required(name, oneOf(name, allowed), "");
  }

  Optional<byte[]> blob(String name, int min, int max) {
    Optional<byte[]> value = value(name, String.class).map(Members::decode);
    value.ifPresent(
        bytes -> {
          if (bytes.length < min) {
            violation(name, "", "have length greater than or equal to " + min);
          } else if (bytes.length > max) {
            violation(name, "", "have length less than or equal to " + max);
          }
        });
    return value;
  }

  byte[] requiredBlob(String name, int min, int max) {
    return required(name, blob(name, min, max), new byte[0]);
  }

  Map<String, String> textMap(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    value(name, JsonObject.class)
        .ifPresent(
            object ->
                object.forEach(
                    pair -> map.put(pair.getKey(), cast(pair.getValue(), String.class))));
    return map;
  }

  List<String> texts(String name, int maxCount, int maxLength) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(name, maxCount)) {
      String text = cast(element, String.class);
      texts.add(text);
      length(name + "." + texts.size() + ".member", text, 1, maxLength);
    }
    return texts;
  }

  List<String> textsOf(String name, List<String> allowed) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(name, 1000)) {
      String text = cast(element, String.class);
      texts.add(text);
      if (!allowed.contains(text)) {
        violation(
            name + "." + texts.size() + ".member",
            quoted(text),
            "satisfy enum value set: " + allowed);
      }
    }
    return texts;
  }

  <T> List<T> structures(String name, int maxCount, Function<Members, T> reader) {
    List<T> result = new ArrayList<>();
    for (Object element : list(name, maxCount)) {
      String at = path + lowerCamel(name) + "." + (result.size() + 1) + ".member.";
      result.add(reader.apply(new Members(cast(element, JsonObject.class), at, violations)));
    }
    return result;
  }

  Optional<Members> structure(String name) {
    return value(name, JsonObject.class)
        .map(object -> new Members(object, path + lowerCamel(name) + ".", violations));
  }

  void missing(String name) {
    violation(name, " null", "not be null");
  }

  private JsonArray list(String name, int maxCount) {
    JsonArray list = value(name, JsonArray.class).orElse(new JsonArray());
    if (list.size() > maxCount) {
      violation(name, quoted(list), "have length less than or equal to " + maxCount);
      return new JsonArray();
    }
    return list;
  }

  private <T> T required(String name, Optional<T> value, T placeholder) {
    if (value.isEmpty()) {
      missing(name);
    }
    return value.orElse(placeholder);
  }

  private void length(String name, String text, int min, int max) {
    int length = text.codePointCount(0, text.length());
    if (length < min) {
      violation(name, quoted(text), "have length greater than or equal to " + min);
    } else if (length > max) {
      violation(name, quoted(text), "have length less than or equal to " + max);
    }
  }

  private void violation(String name, String value, String demand) {
    violations.add(
        "Value"
            + value
            + " at '"
            + path
            + lowerCamel(name)
            + "' failed to satisfy constraint: Member must "
            + demand);
  }

  private static String quoted(Object value) {
    return " '" + value + "'";
  }

  private static String lowerCamel(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private <T> Optional<T> value(String name, Class<T> type) {
    Object value = json.getValue(name);
    return value == null ? Optional.empty() : Optional.of(cast(value, type));
  }

  private static <T> T cast(@Nullable Object value, Class<T> type) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw wrongType();
  }

  private static KmsRefusal wrongType() {
    return KmsRefusal.of(
        KmsError.SERIALIZATION, "A member of the request has the wrong JSON type.");
  }

  private static byte[] decode(String base64) {
    try {
      return BASE64.decode(base64);
    } catch (IllegalArgumentException e) {
      throw KmsRefusal.of(KmsError.SERIALIZATION, "A binary member is not valid Base64.");
    }
  }
}
