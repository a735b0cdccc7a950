package io.strongroom.domain.access;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.LogText;
import java.util.regex.Pattern;

/**
 * A key that a KMS does not let somebody use.
 *
 * @param action as policies call it
 * @param keyId as it was asked for
 * @param decision what the KMS says of it to an operator
 */
public record KeyRefusal(Caller caller, String action, String keyId, String decision) {

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final int ARN_ACCOUNT = 4;

  /** Whose affair it is: the key's account where its name says so, else the caller's. */
  public String owner() {
    String[] parts = keyId.split(":", ARN_ACCOUNT + 2);
    boolean named = parts.length > ARN_ACCOUNT && ACCOUNT.matcher(parts[ARN_ACCOUNT]).matches();
    return named ? parts[ARN_ACCOUNT] : caller.account();
  }

  /** What the operator is told, in one line. */
  public String toOperator() {
    return LogText.escaped(
        "%s may not %s on %s: the KMS refuses it: %s"
            .formatted(caller.principal(), action, keyId.isEmpty() ? "the key" : keyId, decision));
  }
}
