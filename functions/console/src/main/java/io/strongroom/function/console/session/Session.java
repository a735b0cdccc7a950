package io.strongroom.function.console.session;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.runtime.http.InnerKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * Somebody who proved to have an access key. The key's secret is not among it.
 *
 * @param formToken what forms of this session carry, and nobody else can know
 */
public record Session(
    InnerKeys.Key key,
    PrincipalName principal,
    AccountId account,
    String formToken,
    Instant began) {

  /** Whether a form is of this session. In constant time. */
  public boolean made(String token) {
    return MessageDigest.isEqual(
        formToken.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /** How people are called: the end of the ARN. */
  public String name() {
    String arn = principal.text();
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** Without what is secret in it. */
  @Override
  public String toString() {
    return "Session[" + principal + "]";
  }
}
