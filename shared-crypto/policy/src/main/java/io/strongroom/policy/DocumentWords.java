package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import io.strongroom.policy.text.Template;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the words of one document, counts them, and notes the condition keys it depends on. Not
 * thread-safe.
 */
final class DocumentWords {

  private static final int COLONS_BEFORE_VARIABLES = 5;

  private final Grammar grammar;
  private final boolean variables;
  private final Set<String> keys = new HashSet<>();
  private int patterns;

  DocumentWords(Grammar grammar, boolean variables) {
    this.grammar = grammar;
    this.variables = variables;
  }

  Grammar grammar() {
    return grammar;
  }

  /** Whether {@code ${…}} means something in this document. */
  boolean variables() {
    return variables;
  }

  /** The condition keys met so far, those of variables too, in lower case. */
  Set<String> keys() {
    return Set.copyOf(keys);
  }

  /** Counts principals, actions and resources; an own limit of this implementation. */
  List<String> counted(List<String> names) {
    patterns += names.size();
    if (patterns > Grammar.MAX_PATTERNS) {
      throw new PolicyException(new PolicyError.TooMany("patterns", Grammar.MAX_PATTERNS));
    }
    names.forEach(DocumentWords::requireLength);
    return names;
  }

  private static void requireLength(String pattern) {
    if (pattern.length() > Grammar.MAX_PATTERN_LENGTH) {
      throw new PolicyException(
          new PolicyError.TooMany("characters in a pattern", Grammar.MAX_PATTERN_LENGTH));
    }
  }

  /** A resource that is an ARN. */
  Template resource(String text) {
    requireVariables(text);
    int first = variables ? text.indexOf("${") : -1;
    if (first >= 0
        && text.substring(0, first).chars().filter(c -> c == ':').count()
            < COLONS_BEFORE_VARIABLES) {
      throw new PolicyException(new PolicyError.InvalidVariable(text));
    }
    return Template.parse(text, variables);
  }

  /** Demands that the variables of a text are well-formed, known and of one value. */
  void requireVariables(String text) {
    requireLength(text);
    for (String key : keysOf(text)) {
      switch (grammar.vocabulary().keyUse(key)) {
        case UNKNOWN, MULTIPLE -> throw new PolicyException(new PolicyError.InvalidVariable(text));
        case SINGLE, UNQUANTIFIED -> depends(key);
      }
    }
  }

  void depends(String key) {
    keys.add(Attributes.folded(key));
  }

  private List<String> keysOf(String text) {
    try {
      return Template.parse(text, variables).keys();
    } catch (IllegalArgumentException e) {
      throw new PolicyException(new PolicyError.InvalidVariable(text));
    }
  }
}
