package io.strongroom.crypto.aead;

/** The length checks every {@link AeadCipher} makes. */
final class Calls {

  private Calls() {}

  static void checkLength(int length) {
    if (length < 0 || length > AeadCipher.MAX_BYTES_PER_CALL) {
      throw new IllegalArgumentException("not between nothing and 64 KiB in one call");
    }
  }

  /** The plaintext length. */
  static int checkSealedLength(int length) {
    if (length < AeadCipher.TAG_BYTES) {
      throw new CiphertextRejected("shorter than a tag");
    }
    checkLength(length - AeadCipher.TAG_BYTES);
    return length - AeadCipher.TAG_BYTES;
  }
}
