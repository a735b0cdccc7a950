package io.strongroom.emulator.service;

import io.strongroom.policy.Verdict;
import java.util.Locale;

/** Verdicts in words. Stateless. */
final class Refusals {

  private Refusals() {}

  /** For the caller: the kind of policy that decided, and no more of it. */
  static String told(Verdict verdict, String action) {
    return switch (verdict) {
      case Verdict.Denied(Verdict.Decider by) -> "with an explicit deny in " + article(by.source());
      case Verdict.Unallowed(Verdict.Source silent, var _) ->
          "because no %s allows the %s action".formatted(named(silent), action);
      case Verdict.PublicAccessBlocked _, Verdict.Allowed _ -> "";
    };
  }

  private static String article(Verdict.Source source) {
    return (source == Verdict.Source.IDENTITY ? "an " : "a ") + named(source);
  }

  static String named(Verdict.Source source) {
    return switch (source) {
      case IDENTITY, RESOURCE -> source.name().toLowerCase(Locale.ROOT) + "-based policy";
      case BOUNDARY -> "permissions boundary";
      case SESSION -> "session policy";
    };
  }
}
