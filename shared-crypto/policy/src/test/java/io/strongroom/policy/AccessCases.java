package io.strongroom.policy;

import static org.assertj.core.api.Assertions.fail;

import io.strongroom.policy.condition.Attributes;
import io.strongroom.policy.json.Json;
import io.strongroom.policy.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The corpus of decisions that stands beside the repository, when it is there. */
final class AccessCases {

  private static final int DEPTH = 16;
  private static final Path FILE =
      Path.of(System.getProperty("strongroom.root", "../.."))
          .resolve("../shared/spec/access-cases.json");

  private final Map<String, Json> file;

  private AccessCases(Map<String, Json> file) {
    this.file = file;
  }

  static AccessCases read() {
    if (!Files.exists(FILE)) {
      System.err.println("NOT TESTED: the corpus of access decisions is missing, " + FILE);
      Assumptions.abort("no corpus at " + FILE);
    }
    try {
      return new AccessCases(object(JsonReader.parse(Files.readString(FILE), DEPTH)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Json> rows(String name) {
    return list(get(file, name));
  }

  /** The defaults of a row's conditions, what follows from its principal, and its own. */
  Attributes conditions(Map<String, Json> row) {
    Map<String, List<String>> values = new HashMap<>();
    Map<String, Json> defaults = object(get(object(get(file, "defaults")), "context"));
    Map<String, Json> who = who(row);
    boolean anonymous = text(who, "type").equals("Anonymous");
    defaults.forEach(
        (key, value) -> {
          boolean ofPrincipal =
              key.startsWith("aws:Principal") || key.equals("aws:username") || key.endsWith("id");
          boolean ofSignature = key.equals("s3:authType") || key.equals("s3:signatureversion");
          if (!ofPrincipal && !(anonymous && ofSignature)) {
            values.put(key, texts(value));
          }
        });
    put(values, "aws:PrincipalArn", who.containsKey("role") ? text(who, "role") : text(who, "arn"));
    put(values, "aws:PrincipalAccount", text(who, "account"));
    put(values, "aws:username", text(who, "username"));
    put(values, "aws:userid", anonymous ? "anonymous" : text(who, "userid"));
    context(row).forEach((key, value) -> values.put(key, texts(value)));
    return Attributes.of(values);
  }

  static Map<String, Json> context(Map<String, Json> row) {
    return row.containsKey("context") ? object(get(row, "context")) : Map.of();
  }

  private static void put(Map<String, List<String>> values, String key, String value) {
    if (!value.isEmpty()) {
      values.put(key, List.of(value));
    }
  }

  private Map<String, Json> who(Map<String, Json> row) {
    return object(get(object(get(file, "principals")), text(row, "who")));
  }

  Principal principal(Map<String, Json> row) {
    Map<String, Json> who = who(row);
    String account = text(who, "account");
    return switch (text(who, "type")) {
      case "Account" -> Principal.root(account);
      case "User" -> Principal.user(text(who, "arn"), account);
      case "AssumedRole" -> Principal.session(text(who, "arn"), text(who, "role"), account);
      case "FederatedUser" -> Principal.federated(text(who, "arn"), account);
      case "Anonymous" -> Principal.anonymous();
      default -> fail("unknown kind of principal");
    };
  }

  Principal obsPrincipal(Map<String, Json> row) {
    Map<String, Json> who = object(get(object(get(file, "obsPrincipals")), text(row, "who")));
    String domain = text(who, "domain");
    if (domain.isEmpty()) {
      return Principal.anonymous();
    }
    return who.containsKey("agency")
        ? Principal.agency(domain, text(who, "agency"))
        : Principal.domainUser(domain, text(who, "userId"), text(who, "userName"));
  }

  static Policies policies(Map<String, Json> row, PolicyForm identityForm, PolicyForm bucketForm) {
    List<Policies.Named> identity = new ArrayList<>();
    for (Json policy : row.containsKey("identity") ? list(get(row, "identity")) : List.<Json>of()) {
      // IAM takes no more documents of the older version, but has kept those it had.
      identity.add(named("identity", policy, identityForm, PolicyKind.BOUNDARY));
    }
    return new Policies(
        identity,
        one(row, "resourcePolicy", bucketForm, PolicyKind.KEY),
        one(row, "boundary", PolicyForm.AWS, PolicyKind.BOUNDARY),
        one(row, "session", PolicyForm.AWS, PolicyKind.SESSION));
  }

  private static Optional<Policies.Named> one(
      Map<String, Json> row, String name, PolicyForm form, PolicyKind kind) {
    return row.containsKey(name)
        ? Optional.of(named(name, get(row, name), form, kind))
        : Optional.empty();
  }

  private static Policies.Named named(String name, Json policy, PolicyForm form, PolicyKind kind) {
    return new Policies.Named(
        name, Policy.parse(write(policy), new Grammar(form, kind, ServiceWords.open())));
  }

  static String write(Json json) {
    return switch (json) {
      case Json.Members(Map<String, Json> members) ->
          "{"
              + String.join(
                  ",",
                  members.entrySet().stream()
                      .map(member -> quoted(member.getKey()) + ":" + write(member.getValue()))
                      .toList())
              + "}";
      case Json.Elements(List<Json> list) ->
          "[" + String.join(",", list.stream().map(AccessCases::write).toList()) + "]";
      case Json.Text(String value) -> quoted(value);
      case Json.Numeral(String literal) -> literal;
      case Json.Flag(boolean value) -> String.valueOf(value);
      case Json.Nothing _ -> "null";
    };
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static Json get(Map<String, Json> members, String name) {
    @Nullable Json value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the row has no " + name);
    }
    return value;
  }

  static String text(Map<String, Json> members, String name) {
    return members.get(name) instanceof Json.Text(String value) ? value : "";
  }

  static Map<String, Json> object(Json json) {
    return json instanceof Json.Members(Map<String, Json> members)
        ? members
        : fail("no object: " + json);
  }

  static List<Json> list(Json json) {
    return json instanceof Json.Elements(List<Json> list) ? list : fail("no list: " + json);
  }

  static List<String> texts(Json json) {
    List<String> texts = new ArrayList<>();
    for (Json value : json instanceof Json.Elements(List<Json> list) ? list : List.of(json)) {
      texts.add(value instanceof Json.Text(String text) ? text : write(value));
    }
    return texts;
  }
}
