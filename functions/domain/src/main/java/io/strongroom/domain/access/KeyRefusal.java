package io.strongroom.domain.access;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.LogText;
import java.util.regex.Pattern;

/**
 * A key that a KMS does not let somebody use.
 *
 * @param action as policies call it
 * @param key as it was asked for
 * @param decision what the KMS says of it to an operator
 */
public record KeyRefusal(Caller caller, String action, KeyName key, String decision) {

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final int ARN_ACCOUNT = 4;

  /** Whose affair it is: the key's account where its name says so, else the caller's. */
  public AccountId owner() {
    String[] parts = key.text().split(":", ARN_ACCOUNT + 2);
    boolean named = parts.length > ARN_ACCOUNT && ACCOUNT.matcher(parts[ARN_ACCOUNT]).matches();
    return named ? AccountId.of(parts[ARN_ACCOUNT]) : caller.account();
  }

  /** What the operator is told, in one line. */
  public String toOperator() {
    return LogText.escaped(
        "%s may not %s on %s: the KMS refuses it: %s"
            .formatted(caller.principal(), action, key.isAny() ? "the key" : key.text(), decision));
  }
}
