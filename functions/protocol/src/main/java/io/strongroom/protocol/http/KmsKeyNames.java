package io.strongroom.protocol.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two spellings of a KMS key with its place: {@code arn:aws:kms:region:account:key/id}, and
 * {@code region:account:key/id}. Inside, a key with a place is always an ARN; names of any other
 * shape (bare ids, aliases, names of keys of other services) are never touched.
 *
 * <p>Source: S3 API reference, "PutObject"; OBS API reference, "Uploading an Object - PUT".
 */
public final class KmsKeyNames {

  private static final Pattern ARN = Pattern.compile("arn:[^:]+:kms:([^:]+):([^:]+):key/(.+)");
  private static final Pattern SHORT = Pattern.compile("([a-z0-9-]+):([A-Za-z0-9-]+):key/(.+)");

  private KmsKeyNames() {}

  /** How a dialect spells a key with its place. */
  public enum Form {
    ARN,
    REGION_ACCOUNT_KEY
  }

  /** The name to use inside, from any spelling a client may send. */
  public static String fromWire(String given) {
    Matcher matcher = SHORT.matcher(given);
    return matcher.matches()
        ? "arn:aws:kms:" + matcher.group(1) + ':' + matcher.group(2) + ":key/" + matcher.group(3)
        : given;
  }

  /** The spelling for an answer. */
  public static String toWire(String keyId, Form form) {
    return switch (form) {
      case ARN -> keyId;
      case REGION_ACCOUNT_KEY -> {
        Matcher matcher = ARN.matcher(keyId);
        yield matcher.matches()
            ? matcher.group(1) + ':' + matcher.group(2) + ":key/" + matcher.group(3)
            : keyId;
      }
    };
  }
}
