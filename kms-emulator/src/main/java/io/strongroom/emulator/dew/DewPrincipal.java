package io.strongroom.emulator.dew;

import io.strongroom.emulator.key.KmsCaller;
import java.util.regex.Pattern;

/** Grantees as DEW names them, a user's id or an account's, and as grants keep them. */
final class DewPrincipal {

  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9]{1,64}");

  private DewPrincipal() {}

  /** What an id is the id of. */
  enum Kind {
    USER("user", KmsCaller.USER),
    DOMAIN("domain", KmsCaller.DOMAIN);

    private final String wireName;
    private final String prefix;

    Kind(String wireName, String prefix) {
      this.wireName = wireName;
      this.prefix = prefix;
    }

    static Kind read(DewInput input) {
      return switch (input.text("grantee_principal_type").orElse("user")) {
        case "user", "" -> USER;
        case "domain" -> DOMAIN;
        default -> throw DewRefusal.of("KMS.2402", "The grantee_principal_type is invalid.");
      };
    }
  }

  /** The name under which a grant keeps a principal. */
  static String name(Kind kind, String id) {
    if (!ID.matcher(id).matches()) {
      throw DewRefusal.of("KMS.2402", "The principal is invalid.");
    }
    return kind.prefix + id;
  }

  /**
   * The id in a grant's name of a principal; an ARN for grants that were made through AWS's API.
   */
  static String id(String name) {
    for (Kind kind : Kind.values()) {
      if (name.startsWith(kind.prefix)) {
        return name.substring(kind.prefix.length());
      }
    }
    return name;
  }

  static String type(String name) {
    return name.startsWith(Kind.DOMAIN.prefix) ? Kind.DOMAIN.wireName : Kind.USER.wireName;
  }
}
