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
 * @param role ARN of the role behind a session, with its path
 */
public record KmsCaller(
    AccountId account,
    PrincipalName principal,
    Optional<String> accessKey,
    Optional<String> service,
    Optional<String> requestId,
    Optional<String> role) {

  /** What precedes a user's id in grants of the Huawei dialect. */
  public static final String USER = "user:";

  /** What precedes an account's id in grants of the Huawei dialect. */
  public static final String DOMAIN = "domain:";

  private static final Pattern USER_ID = Pattern.compile("[a-zA-Z0-9]{1,64}");
  private static final Pattern SESSION =
      Pattern.compile("arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/([^/]+)/.+");
  private static final Pattern SESSION_WITH_PATH =
      Pattern.compile(
          "arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/((?:[^/]+/)*)([^/]+)/([^/]+)");

  /** Somebody whose role, where it is a session, has no path. */
  public KmsCaller(
      AccountId account,
      PrincipalName principal,
      Optional<String> accessKey,
      Optional<String> service,
      Optional<String> requestId) {
    this(account, principal, accessKey, service, requestId, roleOf(principal));
  }

  private static Optional<String> roleOf(PrincipalName principal) {
    Matcher session = SESSION.matcher(principal.text());
    return session.matches()
        ? Optional.of(
            "arn:%s:iam::%s:role/%s"
                .formatted(session.group(1), session.group(2), session.group(3)))
        : Optional.empty();
  }

  /**
   * This caller as a service names them.
   *
   * @param told ARN; that of a session has the path of its role in it
   */
  public KmsCaller named(String told) {
    Matcher session = SESSION_WITH_PATH.matcher(told);
    if (!session.matches()) {
      return new KmsCaller(account, PrincipalName.of(told), accessKey, service, requestId);
    }
    String partition = session.group(1);
    String owner = session.group(2);
    String path = session.group(3);
    String name = session.group(4);
    return new KmsCaller(
        account,
        PrincipalName.of(
            "arn:%s:sts::%s:assumed-role/%s/%s"
                .formatted(partition, owner, name, session.group(5))),
        accessKey,
        service,
        requestId,
        Optional.of("arn:%s:iam::%s:role/%s%s".formatted(partition, owner, path, name)));
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
    role.ifPresent(names::add);
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
