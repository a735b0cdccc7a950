package io.strongroom.protocol.http.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.form.FormPolicy.Condition;
import io.strongroom.protocol.http.form.SizedFile.SizeRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the policy of a form: JSON in base64. */
final class FormPolicyParser {

  private static final int MOST_DEPTH = 4;
  private static final int MOST_DIGITS = 18;

  /** S3: a dollar may be escaped, which is no JSON otherwise. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
          .build();

  private FormPolicyParser() {}

  /**
   * @throws ObjectStoreException InvalidPolicyDocument
   */
  static FormPolicy parse(String base64) {
    try (JsonParser json = JSON.createParser(text(base64))) {
      return policy(json);
    } catch (IllegalArgumentException | IOException noJson) {
      throw invalid("Invalid JSON.");
    }
  }

  private static String text(String base64) throws IOException {
    byte[] bytes = Base64.getMimeDecoder().decode(base64);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static FormPolicy policy(JsonParser json) throws IOException {
    Optional<Instant> expiration = Optional.empty();
    List<Condition> conditions = new ArrayList<>();
    require(json.nextToken() == JsonToken.START_OBJECT, "Invalid JSON.");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "expiration" -> {
          require(value == JsonToken.VALUE_STRING, "Policy missing expiration.");
          expiration = Optional.of(time(json.getText()));
        }
        case "conditions" -> {
          require(value == JsonToken.START_ARRAY, "Policy missing conditions.");
          readConditions(json, conditions);
        }
        default -> throw invalid("Unexpected: '" + name + "'");
      }
    }
    require(
        json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null, "Invalid JSON.");
    require(!conditions.isEmpty(), "Policy missing conditions.");
    return new FormPolicy(
        expiration.orElseThrow(() -> invalid("Policy missing expiration.")), conditions);
  }

  private static Instant time(String given) {
    try {
      require(given.endsWith("Z"), "Invalid 'expiration' value: '" + given + "'");
      return Instant.parse(given);
    } catch (DateTimeException e) {
      throw invalid("Invalid 'expiration' value: '" + given + "'");
    }
  }

  private static void readConditions(JsonParser json, List<Condition> into) throws IOException {
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      into.add(
          switch (token) {
            case START_OBJECT -> simple(json);
            case START_ARRAY -> listed(json);
            case null -> throw invalid("Invalid JSON.");
            default -> throw invalid("Invalid Condition.");
          });
    }
  }

  private static Condition simple(JsonParser json) throws IOException {
    String problem =
        "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.";
    require(json.nextToken() == JsonToken.FIELD_NAME, problem);
    String name = json.currentName();
    require(
        json.nextToken() == JsonToken.VALUE_STRING,
        "Invalid Simple-Condition: value must be a string.");
    String value = json.getText();
    require(json.nextToken() == JsonToken.END_OBJECT, problem);
    return new Condition.Equal(
        name.toLowerCase(Locale.ROOT), value, quoted(List.of("eq", "$" + name, value)));
  }

  private static Condition listed(JsonParser json) throws IOException {
    List<String> items = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      require(
          token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT,
          "Invalid Condition.");
      items.add(json.getText());
    }
    require(items.size() == 3, "Invalid Condition: wrong number of arguments.");
    String field = items.get(1);
    return switch (items.getFirst().toLowerCase(Locale.ROOT)) {
      case "eq" ->
          field.startsWith("$")
              ? new Condition.Equal(fieldName(field), items.get(2), quoted(items))
              : new Condition.Never(quoted(items));
      case "starts-with" ->
          field.startsWith("$")
              ? new Condition.StartsWith(fieldName(field), items.get(2), quoted(items))
              : new Condition.Never(quoted(items));
      case "content-length-range" -> range(items);
      default -> throw invalid("Invalid Condition: unknown operation '" + items.getFirst() + "'.");
    };
  }

  private static Condition range(List<String> items) {
    String least = items.get(1);
    String most = items.get(2);
    require(!least.startsWith("-") && !most.startsWith("-"), "Invalid content-length-range.");
    return isNumber(least) && isNumber(most)
        ? new Condition.Length(
            new SizeRange(Long.parseLong(least), Long.parseLong(most)), quoted(items))
        : new Condition.Never(quoted(items));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String fieldName(String dollared) {
    return dollared.substring(1).toLowerCase(Locale.ROOT);
  }

  /** S3: as JSON, with blanks behind commas. */
  private static String quoted(List<String> items) {
    return items.stream()
        .map(item -> '"' + item.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw invalid(problem);
    }
  }

  private static ObjectStoreException invalid(String problem) {
    return new ObjectStoreException(new FormError.InvalidPolicy("Invalid Policy: " + problem));
  }
}
