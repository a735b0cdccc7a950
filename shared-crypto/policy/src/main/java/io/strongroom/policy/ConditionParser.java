package io.strongroom.policy;

import io.strongroom.policy.ServiceWords.KeyUse;
import io.strongroom.policy.condition.Check;
import io.strongroom.policy.condition.Check.Quantifier;
import io.strongroom.policy.condition.Condition;
import io.strongroom.policy.condition.Operator;
import io.strongroom.policy.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads condition blocks. */
final class ConditionParser {

  private final DocumentWords words;

  ConditionParser(DocumentWords words) {
    this.words = words;
  }

  List<Condition> parse(Json block) {
    List<Condition> conditions = new ArrayList<>();
    Elements.object(block, "Condition")
        .forEach(
            (operator, lines) -> {
              Check check = check(operator);
              Map<String, Json> byKey = Elements.object(lines, operator);
              if (byKey.isEmpty()) {
                throw new PolicyException(new PolicyError.Empty(operator));
              }
              byKey.forEach((key, values) -> conditions.add(line(operator, check, key, values)));
            });
    return conditions;
  }

  private Check check(String operator) {
    Optional<Check> known =
        switch (words.grammar().form()) {
          case AWS -> Check.ofAws(operator);
          case OBS -> Check.ofObs(operator);
          case HUAWEI_IAM -> Check.ofHuawei(operator);
        };
    return known.orElseThrow(() -> new PolicyException(new PolicyError.UnknownOperator(operator)));
  }

  private Condition line(String operator, Check check, String given, Json values) {
    String key = key(given);
    requireQuantifier(operator, check, given, words.grammar().vocabulary().keyUse(key));
    List<String> texts = Elements.scalars(values, given);
    if (texts.size() > Grammar.MAX_VALUES) {
      throw new PolicyException(new PolicyError.TooMany("values of " + given, Grammar.MAX_VALUES));
    }
    texts.forEach(words::requireVariables);
    words.depends(key);
    List<String> own = texts.stream().map(text -> own(check, key, text)).toList();
    for (String value : own) {
      requireComparable(operator, check, key, value);
    }
    return Condition.of(check, key, own, words.variables());
  }

  private String key(String given) {
    Optional<String> key =
        switch (words.grammar().form()) {
          case AWS -> Optional.of(given).filter(name -> name.indexOf(':') > 0);
          case OBS -> ObsNames.key(given);
          case HUAWEI_IAM -> ObsNames.identityKey(given);
        };
    return key.filter(name -> words.grammar().vocabulary().keyUse(name) != KeyUse.UNKNOWN)
        .orElseThrow(() -> new PolicyException(new PolicyError.UnknownConditionKey(given)));
  }

  private static void requireQuantifier(String operator, Check check, String key, KeyUse use) {
    boolean quantified = check.quantifier() != Quantifier.NONE;
    boolean fits =
        switch (use) {
          case UNKNOWN -> false;
          case SINGLE -> true;
          case UNQUANTIFIED -> !quantified;
          case MULTIPLE -> quantified || check.operator() == Operator.NULL;
        };
    if (!fits) {
      throw new PolicyException(new PolicyError.WrongQuantifier(operator, key));
    }
  }

  private String own(Check check, String key, String text) {
    if (words.grammar().isAws()) {
      return text;
    }
    // OBS: whatever is not true reads as false.
    if (check.operator() == Operator.BOOL && !text.equalsIgnoreCase("true")) {
      return "false";
    }
    return ObsNames.value(key, text);
  }

  private void requireComparable(String operator, Check check, String key, String value) {
    boolean wild = value.contains("*") || value.contains("?");
    boolean like =
        check.operator() == Operator.STRING_LIKE || check.operator() == Operator.STRING_NOT_LIKE;
    boolean misses =
        !words.grammar().isAws() && ObsNames.isRespelled(key) && like && wild && !value.equals("*");
    try {
      if (!misses) {
        Condition.of(check, key, List.of(value), words.variables());
        return;
      }
    } catch (IllegalArgumentException e) {
      // The same answer as below.
    }
    throw new PolicyException(new PolicyError.InvalidValue(operator, key, value));
  }
}
