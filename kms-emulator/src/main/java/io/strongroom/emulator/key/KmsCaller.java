package io.strongroom.emulator.key;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls.
 *
 * @param principal ARN the call is authorised and recorded as
 * @param accessKey that signed the request; empty where signatures are not verified
 * @param service access key of the service that calls on the principal's behalf, if it does
 * @param requestId the object request this call serves, if the service told
 * @param role the role behind a session, with its path
 */
public record KmsCaller(
    AccountId account,
    PrincipalName principal,
    Optional<String> accessKey,
    Optional<String> service,
    Optional<String> requestId,
    Optional<PrincipalName> role) {

  /** What precedes a user's id in grants of the Huawei dialect. */
  public static final String USER = "user:";

  /** What precedes an account's id in grants of the Huawei dialect. */
  public static final String DOMAIN = "domain:";

  private static final Pattern USER_ID = Pattern.compile("[a-zA-Z0-9]{1,64}");
  private static final Pattern SESSION =
      Pattern.compile(
          "^arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/((?:[^/]+/)*)([^/]+)/([^/]+)$");

  /**
   * @param told ARN of whoever calls; that of a session may have the path of its role in it
   */
  public KmsCaller(
      AccountId account,
      PrincipalName told,
      Optional<String> accessKey,
      Optional<String> service,
      Optional<String> requestId) {
    this(
        account,
        PrincipalName.of(
            SESSION.matcher(told.text()).replaceFirst("arn:$1:sts::$2:assumed-role/$4/$5")),
        accessKey,
        service,
        requestId,
        roleOf(told));
  }

  private static Optional<PrincipalName> roleOf(PrincipalName told) {
    Matcher session = SESSION.matcher(told.text());
    return session.matches()
        ? Optional.of(PrincipalName.of(session.replaceFirst("arn:$1:iam::$2:role/$3$4")))
        : Optional.empty();
  }

  /** The root of an account. */
  public static KmsCaller root(Scope scope) {
    return new KmsCaller(
        scope.account(),
        PrincipalName.of(scope.rootPrincipal()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The ARNs that mean this caller in policies and grants: its own, that of the role behind a
   * session, the account, and that of its root; the last two stand for everyone in the account.
   */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(principal.text());
    names.add(account.value());
    role.map(PrincipalName::text).ifPresent(names::add);
    for (String partition : List.of("aws", "aws-cn", "aws-us-gov")) {
      names.add("arn:" + partition + ":iam::" + account + ":root");
    }
    names.add(userName());
    names.add(DOMAIN + account);
    names.add(DOMAIN + hash("domain/" + account));
    return names;
  }

  /**
   * The user in grants of the Huawei dialect, where an account goes by its id or its domain's. Its
   * user ids have no colons or slashes: an ARN's is the first half of its SHA-256, 32 hexadecimal
   * digits.
   */
  public String userName() {
    return USER
        + (USER_ID.matcher(principal.text()).matches() ? principal.text() : hash(principal.text()));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
