package io.strongroom.emulator.key;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key's friendly name, unique in a scope.
 *
 * @param text with the prefix {@code alias/}
 */
public record AliasName(String text) {

  /** What every alias begins with. */
  public static final String PREFIX = "alias/";

  private static final String RESERVED = "alias/aws/";
  private static final Pattern FORM = Pattern.compile("alias/[a-zA-Z0-9:/_-]{1,250}");

  public AliasName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not an alias name");
    }
  }

  /** Empty when {@code text} is not an alias name. */
  public static Optional<AliasName> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new AliasName(text)) : Optional.empty();
  }

  /** Whether only the service itself may make this name. */
  public boolean isReserved() {
    return text.startsWith(RESERVED);
  }

  /** The alias's ARN in {@code scope}. */
  public String arn(Scope scope) {
    return scope.arnPrefix() + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
