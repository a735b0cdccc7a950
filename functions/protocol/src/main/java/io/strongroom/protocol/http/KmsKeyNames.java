package io.strongroom.protocol.http;

import io.strongroom.crypto.kms.KeyName;

/**
 * The two spellings of a KMS key with its place: {@code arn:partition:kms:region:account:key/id},
 * and {@code region:account:key/id}. Inside, a key with a place is always an ARN; names of any
 * other shape (bare ids, aliases, names of keys of other services) are never touched.
 *
 * <p>Source: S3 API reference, "PutObject"; OBS API reference, "Uploading an Object - PUT".
 */
public final class KmsKeyNames {

  private KmsKeyNames() {}

  /** How a dialect spells a key with its place. */
  public enum Form {
    ARN,
    REGION_ACCOUNT_KEY
  }

  /** The name to use inside, from any spelling a client may send. */
  public static KeyName fromWire(String given) {
    return KeyName.parse(given);
  }

  /** The spelling for an answer. */
  public static String toWire(KeyName key, Form form) {
    return switch (form) {
      case ARN -> key.text();
      case REGION_ACCOUNT_KEY -> key instanceof KeyName.Placed placed ? placed.place() : key.text();
    };
  }
}
