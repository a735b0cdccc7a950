package io.strongroom.kms.aws;

import io.strongroom.crypto.kms.KeyReach;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the bundled KMS tells, beside its answer, to those who call for others. Other services of
 * AWS's protocol tell nothing of it.
 */
public final class KeyDecisions {

  private static final String REFUSED_BY = "x-strongroom-decision";
  private static final String GIVEN_TO = "x-strongroom-given-to";
  private static final int LONGEST = 500;

  private KeyDecisions() {}

  /**
   * Which statement refused; empty where nothing is told.
   *
   * @param header finds the first value of a header, whatever its case
   */
  public static String refusedBy(Function<String, Optional<String>> header) {
    String told = header.apply(REFUSED_BY).orElse("");
    return told.substring(0, Math.min(LONGEST, told.length()));
  }

  /**
   * Whom the key lets use it.
   *
   * @param header finds the first value of a header, whatever its case
   */
  public static KeyReach givenTo(Function<String, Optional<String>> header) {
    return switch (header.apply(GIVEN_TO).orElse("")) {
      case "requester" -> KeyReach.REQUESTER;
      case "everyone" -> KeyReach.EVERYONE;
      case "role" -> KeyReach.ROLE;
      default -> KeyReach.ACCOUNT;
    };
  }
}
