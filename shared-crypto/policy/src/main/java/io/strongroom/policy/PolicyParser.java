package io.strongroom.policy;

import io.strongroom.policy.json.Json;
import io.strongroom.policy.json.JsonException;
import io.strongroom.policy.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads documents. Strict: what it does not understand it refuses, since a statement left out could
 * be the one that denies.
 */
final class PolicyParser {

  private static final String WITH_VARIABLES = "2012-10-17";
  private static final String WITHOUT_VARIABLES = "2008-10-17";
  private static final Set<String> HUAWEI_VERSIONS = Set.of("1.0", "1.1");

  private final Grammar grammar;

  PolicyParser(Grammar grammar) {
    this.grammar = grammar;
  }

  Policy parse(String text) {
    requireSize(text);
    if (grammar.kind() == PolicyKind.BUCKET && !text.startsWith("{")) {
      throw new PolicyException(new PolicyError.NoBrace());
    }
    Elements top = Elements.of(json(text), "the policy", Set.of("Version", "Id", "Statement"));
    if (top.text("Id").isPresent() && !grammar.kind().namesPrincipals()) {
      throw new PolicyException(new PolicyError.Prohibited("Id"));
    }
    DocumentWords words = new DocumentWords(grammar, hasVariables(top));
    List<Statement> statements = new ArrayList<>();
    StatementParser parser = new StatementParser(words);
    for (Json statement : statements(top)) {
      statements.add(parser.parse(statement, statements.size()));
    }
    requireUniqueSids(statements);
    return new Policy(statements, words.keys());
  }

  // IAM: blanks do not count in what is attached to identities.
  private void requireSize(String text) {
    int max = grammar.kind().maxSizeInBytes();
    String counted = grammar.kind().namesPrincipals() ? text : text.replaceAll("[ \t\r\n]+", "");
    if (text.length() > 4 * max || counted.getBytes(StandardCharsets.UTF_8).length > max) {
      throw new PolicyException(new PolicyError.TooLong(max));
    }
  }

  private static Json json(String text) {
    try {
      return JsonReader.parse(text, Grammar.MAX_DEPTH);
    } catch (JsonException e) {
      throw new PolicyException(
          switch (e.problem()) {
            case SYNTAX, TOO_DEEP -> new PolicyError.NotJson(e.detail());
            case DUPLICATE_MEMBER -> new PolicyError.DuplicateMember(e.detail());
          });
    }
  }

  private boolean hasVariables(Elements top) {
    return top.text("Version").map(this::hasVariables).orElse(false);
  }

  private boolean hasVariables(String version) {
    boolean known =
        switch (grammar.form()) {
          case AWS ->
              version.equals(WITH_VARIABLES)
                  || (version.equals(WITHOUT_VARIABLES) && grammar.kind() != PolicyKind.IDENTITY);
          case OBS -> version.equals(WITH_VARIABLES) || version.equals(WITHOUT_VARIABLES);
          case HUAWEI_IAM -> HUAWEI_VERSIONS.contains(version);
        };
    if (!known) {
      throw new PolicyException(new PolicyError.InvalidVersion(version));
    }
    return grammar.isAws() && version.equals(WITH_VARIABLES);
  }

  private static List<Json> statements(Elements top) {
    List<Json> statements = Elements.list(top.required("Statement"));
    if (statements.isEmpty()) {
      throw new PolicyException(new PolicyError.Empty("Statement"));
    }
    if (statements.size() > Grammar.MAX_STATEMENTS) {
      throw new PolicyException(new PolicyError.TooMany("statements", Grammar.MAX_STATEMENTS));
    }
    return statements;
  }

  private void requireUniqueSids(List<Statement> statements) {
    Set<String> seen = new HashSet<>();
    for (Statement statement : statements) {
      statement
          .ref()
          .sid()
          .filter(sid -> !grammar.kind().namesPrincipals() && !sid.isEmpty() && !seen.add(sid))
          .ifPresent(
              sid -> {
                throw new PolicyException(new PolicyError.DuplicateSid(sid));
              });
    }
  }
}
