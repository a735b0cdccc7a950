package io.strongroom.kms.emulator.policy;

import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a policy's text. Strict: what it does not understand it refuses, since a statement left out
 * could be the one that denies.
 */
public final class PolicyParser {

  private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
  private static final Set<String> IN_STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Pattern PRINCIPAL =
      Pattern.compile("\\*|[0-9]{12}|arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:[\\w+=,.@/:-]{1,512}");

  private static final String NOT_OF_THIS_FORM = "it is not a JSON object of the expected form";

  private PolicyParser() {}

  /**
   * Parses a policy.
   *
   * @throws KmsRefusal {@code MALFORMED_POLICY} or, when it is too long, {@code LIMIT_EXCEEDED}
   */
  public static KeyPolicy parse(String text) {
    return document(object(text));
  }

  /**
   * Parses a permissions boundary, whose statements name no principal: it bounds whoever has it.
   *
   * @throws KmsRefusal as {@link #parse}
   */
  public static KeyPolicy parseBoundary(String text) {
    JsonObject json = object(text);
    try {
      for (Object element : list(json.getValue("Statement"))) {
        JsonObject statement = (JsonObject) element;
        if (statement.containsKey("Principal") || statement.containsKey("NotPrincipal")) {
          throw malformed("a boundary names no principal");
        }
        statement.put("Principal", "*");
      }
    } catch (ClassCastException e) {
      throw malformed(NOT_OF_THIS_FORM);
    }
    return document(json);
  }

  private static JsonObject object(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > KeyPolicy.MAX_SIZE_IN_BYTES) {
      throw KmsRefusal.of(KmsError.LIMIT_EXCEEDED, "The policy is longer than 32 KiB.");
    }
    try {
      return new JsonObject(text);
    } catch (DecodeException e) {
      throw malformed(NOT_OF_THIS_FORM);
    }
  }

  private static KeyPolicy document(JsonObject json) {
    try {
      return statements(json);
    } catch (ClassCastException e) {
      throw malformed(NOT_OF_THIS_FORM);
    }
  }

  private static KeyPolicy statements(JsonObject json) {
    requireKnown(json, TOP);
    if (!VERSIONS.contains(json.getString("Version", "2008-10-17"))) {
      throw malformed("unknown Version");
    }
    List<Statement> statements = new ArrayList<>();
    for (Object element : list(json.getValue("Statement"))) {
      statements.add(statement((JsonObject) element));
    }
    if (statements.isEmpty()) {
      throw malformed("Statement is missing or empty");
    }
    return new KeyPolicy(statements);
  }

  private static Statement statement(JsonObject json) {
    requireKnown(json, IN_STATEMENT);
    String effect = json.getString("Effect", "");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw malformed("Effect must be Allow or Deny");
    }
    Statement.Matcher actions = matcher(json, "Action");
    List<String> lowerActions =
        actions.patterns().stream().map(action -> action.toLowerCase(Locale.ROOT)).toList();
    return new Statement(
        effect.equals("Allow"),
        principals(json),
        new Statement.Matcher(actions.inverted(), lowerActions),
        matcher(json, "Resource"),
        conditions(json.getJsonObject("Condition", new JsonObject())));
  }

  private static Statement.Matcher principals(JsonObject json) {
    boolean inverted = isInverted(json, "Principal");
    Object value = json.getValue(inverted ? "NotPrincipal" : "Principal");
    List<String> patterns = new ArrayList<>();
    if ("*".equals(value)) {
      patterns.add("*");
    } else {
      for (Map.Entry<String, Object> kind : ((JsonObject) value)) {
        addPrincipals(patterns, kind);
      }
    }
    if (patterns.isEmpty()) {
      throw malformed("Principal is empty");
    }
    return new Statement.Matcher(inverted, patterns);
  }

  private static void addPrincipals(List<String> patterns, Map.Entry<String, Object> kind) {
    for (String name : strings(kind.getValue())) {
      switch (kind.getKey()) {
        case "AWS" -> {
          if (!PRINCIPAL.matcher(name).matches()) {
            throw malformed("invalid principal");
          }
          patterns.add(name);
        }
        // Services do not call under their own name here; the statement names nobody who does.
        case "Service" -> patterns.add(name);
        default -> throw malformed("unknown kind of principal");
      }
    }
  }

  private static Statement.Matcher matcher(JsonObject json, String element) {
    boolean inverted = isInverted(json, element);
    List<String> patterns = strings(json.getValue(inverted ? "Not" + element : element));
    if (patterns.isEmpty()) {
      throw malformed(element + " is empty");
    }
    return new Statement.Matcher(inverted, patterns);
  }

  private static boolean isInverted(JsonObject json, String element) {
    boolean inverted = json.containsKey("Not" + element);
    if (json.containsKey(element) == inverted) {
      throw malformed("a statement needs one of " + element + " and Not" + element);
    }
    return inverted;
  }

  private static List<Condition> conditions(JsonObject block) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, Object> operator : block) {
      for (Map.Entry<String, Object> line : ((JsonObject) operator.getValue())) {
        conditions.add(
            Condition.parse(operator.getKey(), line.getKey(), strings(line.getValue()))
                .orElseThrow(() -> malformed("unknown condition operator")));
      }
    }
    return conditions;
  }

  private static List<String> strings(@org.jspecify.annotations.Nullable Object value) {
    List<String> strings = new ArrayList<>();
    for (Object element : list(value)) {
      switch (element) {
        case String text -> strings.add(text);
        case Boolean flag -> strings.add(flag.toString());
        case Number number -> strings.add(number.toString());
        default -> throw malformed("a list holds something other than strings");
      }
    }
    return strings;
  }

  private static List<Object> list(@org.jspecify.annotations.Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonArray array) {
      List<Object> elements = new ArrayList<>();
      array.forEach(elements::add);
      return elements;
    }
    return List.of(value);
  }

  private static void requireKnown(JsonObject json, Set<String> known) {
    if (!known.containsAll(json.fieldNames())) {
      throw malformed("unknown element");
    }
  }

  private static KmsRefusal malformed(String reason) {
    return KmsRefusal.of(
        KmsError.MALFORMED_POLICY, "The policy document is not valid: " + reason + ".");
  }
}
