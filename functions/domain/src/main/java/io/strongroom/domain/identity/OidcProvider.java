package io.strongroom.domain.identity;

import io.strongroom.crypto.name.AccountId;
import java.time.Instant;
import java.util.List;

/**
 * An issuer of tokens whose word an account takes.
 *
 * @param url as tokens name their issuer
 * @param clientIds for whom tokens have to be
 */
public record OidcProvider(
    AccountId account, String url, List<String> clientIds, Instant createdAt) {

  public OidcProvider {
    clientIds = List.copyOf(clientIds);
  }

  /** Its ARN. */
  public String arn() {
    return arn(account, url);
  }

  /** The issuer's name in condition keys: without the scheme. */
  public String name() {
    return name(url);
  }

  /** The ARN of one that may not be there. */
  public static String arn(AccountId account, String url) {
    return "arn:aws:iam::" + account + ":oidc-provider/" + name(url);
  }

  private static String name(String url) {
    return url.replaceFirst("^https?://", "");
  }
}
