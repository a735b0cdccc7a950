package io.strongroom.emulator.grant;

import java.util.Map;

/** Which encryption contexts a grant is good for. */
public sealed interface GrantConstraint {

  /** Any context, or none. */
  record None() implements GrantConstraint {}

  /** Exactly these pairs. */
  record ContextEquals(Map<String, String> pairs) implements GrantConstraint {
    public ContextEquals {
      pairs = Map.copyOf(pairs);
    }
  }

  /** At least these pairs. */
  record ContextSubset(Map<String, String> pairs) implements GrantConstraint {
    public ContextSubset {
      pairs = Map.copyOf(pairs);
    }
  }

  /** Whether {@code context} satisfies this. */
  default boolean accepts(Map<String, String> context) {
    return switch (this) {
      case None _ -> true;
      case ContextEquals(var pairs) -> context.equals(pairs);
      case ContextSubset(var pairs) -> context.entrySet().containsAll(pairs.entrySet());
    };
  }

  /** Whether every context that satisfies this satisfies {@code other} too. */
  default boolean isAtLeastAsStrictAs(GrantConstraint other) {
    return switch (other) {
      case None _ -> true;
      case ContextEquals _ -> equals(other);
      case ContextSubset(var wanted) ->
          switch (this) {
            case None _ -> false;
            case ContextEquals(var pairs) -> pairs.entrySet().containsAll(wanted.entrySet());
            case ContextSubset(var pairs) -> pairs.entrySet().containsAll(wanted.entrySet());
          };
    };
  }
}
