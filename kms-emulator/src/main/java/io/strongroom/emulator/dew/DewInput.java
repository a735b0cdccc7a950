package io.strongroom.emulator.dew;

import io.strongroom.emulator.crypto.CanonicalContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Members of a request. DEW writes numbers as strings; both are taken. */
record DewInput(JsonObject json) {

  /** The name under which the additional data joins the encryption context. */
  private static final String AAD = "dew:additional_authenticated_data";

  private static final int MAX_AAD_SIZE_IN_BYTES = 128;
  private static final int MAX_DESCRIPTION_LENGTH = 255;

  Optional<String> text(String name) {
    Object value = json.getValue(name);
    return switch (value) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      default -> throw DewRefusal.invalid(name);
    };
  }

  String required(String name) {
    return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> DewRefusal.missing(name));
  }

  /** A number in a range, or the refusal {@code code}. */
  Optional<Integer> number(String name, int min, int max, String code) {
    return text(name)
        .filter(text -> !text.isEmpty())
        .map(text -> parse(name, text, code))
        .map(
            number -> {
              if (number < min || number > max) {
                throw DewRefusal.of(code, "The parameter " + name + " is out of range.");
              }
              return number;
            });
  }

  private static int parse(String name, String text, String code) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw DewRefusal.of(code, "The parameter " + name + " is not a number.");
    }
  }

  /** A description of a key. */
  String description(String name) {
    String description = text(name).orElse("");
    if (description.length() > MAX_DESCRIPTION_LENGTH) {
      throw DewRefusal.of("KMS.1103", "The description is too long.");
    }
    return description;
  }

  /** A truth value, which may be written as a string. */
  boolean flag(String name, boolean otherwise) {
    Object value = json.getValue(name);
    return switch (value) {
      case null -> otherwise;
      case Boolean flag -> flag;
      case String text when text.equals("true") || text.equals("false") -> text.equals("true");
      default -> throw DewRefusal.invalid(name);
    };
  }

  /** An object, which must be there. */
  JsonObject structure(String name) {
    if (json.getValue(name) instanceof JsonObject object) {
      return object;
    }
    throw DewRefusal.missing(name);
  }

  /** Objects, at least one. */
  List<JsonObject> structures(String name) {
    List<JsonObject> found = optionalStructures(name);
    if (found.isEmpty()) {
      throw DewRefusal.missing(name);
    }
    return found;
  }

  /** Objects; none when the member is not there. */
  List<JsonObject> optionalStructures(String name) {
    Object value = json.getValue(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw DewRefusal.invalid(name);
    }
    List<JsonObject> found = new ArrayList<>();
    for (Object element : array) {
      if (!(element instanceof JsonObject object)) {
        throw DewRefusal.invalid(name);
      }
      found.add(object);
    }
    return found;
  }

  /** Hexadecimal digits of either case. */
  byte[] hex(String name, String code) {
    try {
      return HexFormat.of().parseHex(required(name));
    } catch (IllegalArgumentException e) {
      throw DewRefusal.of(code, "The parameter " + name + " is not hexadecimal.");
    }
  }

  /** Base64, which must be there. */
  byte[] base64(String name) {
    try {
      return Base64.getDecoder().decode(required(name));
    } catch (IllegalArgumentException e) {
      throw DewRefusal.invalid(name);
    }
  }

  List<String> texts(String name) {
    if (!(json.getValue(name) instanceof JsonArray array)) {
      throw DewRefusal.missing(name);
    }
    return array.stream().map(String::valueOf).toList();
  }

  /** What binds a ciphertext: {@code encryption_context} and the newer additional data. */
  Map<String, String> context() {
    return context("");
  }

  /** As {@link #context()}, of one side of a re-encryption. */
  Map<String, String> context(String prefix) {
    Map<String, String> context = new LinkedHashMap<>();
    Object given = json.getValue(prefix + "encryption_context");
    if (given instanceof JsonObject object) {
      for (Map.Entry<String, Object> pair : object) {
        if (!(pair.getValue() instanceof String value) || pair.getKey().equals(AAD)) {
          throw badContext();
        }
        context.put(pair.getKey(), value);
      }
    } else if (given != null) {
      throw badContext();
    }
    text(prefix + "additional_authenticated_data")
        .filter(aad -> !aad.isEmpty())
        .ifPresent(aad -> context.put(AAD, checked(aad)));
    try {
      CanonicalContext.encode(context);
      return context;
    } catch (IllegalArgumentException e) {
      throw badContext();
    }
  }

  private static String checked(String aad) {
    if (aad.getBytes(StandardCharsets.UTF_8).length > MAX_AAD_SIZE_IN_BYTES) {
      throw DewRefusal.invalid("additional_authenticated_data");
    }
    return aad;
  }

  private static DewRefusal badContext() {
    return DewRefusal.of("KMS.0208", "The encryption_context is invalid.");
  }
}
