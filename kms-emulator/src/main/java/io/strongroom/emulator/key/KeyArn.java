package io.strongroom.emulator.key;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key's full name, {@code arn:partition:kms:region:account:key/keyId}. */
public record KeyArn(Scope scope, String keyId) {

  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws[a-z-]*:kms:([a-z0-9-]{1,64}):([0-9]{12}|[0-9a-f]{32}):key/([a-z0-9-]{1,64})");

  /** Empty when {@code text} is not the ARN of a key. */
  public static Optional<KeyArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    KeyArn arn =
        new KeyArn(
            new Scope(AccountId.of(matcher.group(2)), Region.of(matcher.group(1))),
            matcher.group(3));
    return arn.toString().equals(text) ? Optional.of(arn) : Optional.empty();
  }

  @Override
  public String toString() {
    return scope.arnPrefix() + "key/" + keyId;
  }
}
