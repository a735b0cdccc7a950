package io.strongroom.runtime.identity;

import io.strongroom.domain.iam.IdentityError;
import io.strongroom.domain.iam.IdentityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says of the session that is to begin.
 *
 * <p>Source: IAM user guide, "Passing session tags using AssumeRoleWithWebIdentity".
 */
record SessionClaims(Map<String, String> tags, List<String> transitive) {

  private static final String CLAIM = "https://aws.amazon.com/tags";

  /** The claims of a token that was verified. Fails with InvalidWebToken. */
  static SessionClaims of(JwtClaims claims) {
    Object given = claims.getClaimValue(CLAIM);
    if (given == null) {
      return new SessionClaims(Map.of(), List.of());
    }
    Map<?, ?> members = object(given);
    Map<String, String> tags = new TreeMap<>();
    if (members.containsKey("principal_tags")) {
      object(members.get("principal_tags"))
          .forEach((key, values) -> tags.put(String.valueOf(key), single(values)));
    }
    return new SessionClaims(
        tags,
        members.containsKey("transitive_tag_keys")
            ? texts(members.get("transitive_tag_keys"))
            : List.of());
  }

  private static Map<?, ?> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return members;
    }
    throw malformed();
  }

  /** AWS: values come in a list of one. */
  private static String single(@Nullable Object value) {
    List<String> texts = value instanceof String text ? List.of(text) : texts(value);
    if (texts.size() != 1) {
      throw malformed();
    }
    return texts.getFirst();
  }

  private static List<String> texts(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw malformed();
    }
    List<String> texts = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof String text)) {
        throw malformed();
      }
      texts.add(text);
    }
    return texts;
  }

  private static IdentityException malformed() {
    return new IdentityException(
        new IdentityError.InvalidWebToken("the token's claim about tags cannot be read"));
  }
}
