package io.strongroom.crypto.envelope;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.WrappedKey;

/** Limits of stored records (SPEC §9) that hold for writing and reading. */
final class Bounds {

  static final int MAX_KEY_ID_BYTES = 2048;
  static final int MAX_WRAPPED_BYTES = 8192;
  static final int MAX_CONTEXT_PAIRS = 128;
  static final int MAX_CONTEXT_BYTES = 16384;
  static final int MAX_ENVELOPE_BYTES = 70_680;
  static final int MAX_OBJECT_ARN_BYTES = 4096;
  static final int MAX_PARTS = 10_000;
  static final int MAX_MANIFEST_BYTES = 580_039;

  private Bounds() {}

  static void checkKeyId(String keyId) {
    check(!keyId.isEmpty() && utf8Length(keyId) <= MAX_KEY_ID_BYTES, "key id length");
  }

  static void checkWrapped(WrappedKey key) {
    check(key.length() > 0 && key.length() <= MAX_WRAPPED_BYTES, "wrapped key length");
  }

  static void checkContext(EncryptionContext context) {
    check(context.pairs().size() <= MAX_CONTEXT_PAIRS, "context pairs");
    int bytes = 0;
    for (var pair : context.pairs().entrySet()) {
      bytes += utf8Length(pair.getKey()) + utf8Length(pair.getValue());
      check(bytes <= MAX_CONTEXT_BYTES, "context length");
    }
  }

  static void checkObjectArn(String objectArn) {
    check(
        !objectArn.isEmpty() && utf8Length(objectArn) <= MAX_OBJECT_ARN_BYTES, "object ARN length");
  }

  private static int utf8Length(String text) {
    return RecordWriter.utf8(text).length;
  }

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
