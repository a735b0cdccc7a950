package io.strongroom.crypto.aead;

/**
 * A registered set of algorithms (SPEC §2). A stored record names its suite by {@link #id()}; there
 * is no negotiation and no fallback.
 */
public enum Suite {
  /** The default: AES-256-GCM with SHA-512; sealed streams are Cobblestone-256. */
  AES_256_GCM(1, "AEAD_AES_256_GCM", 32, Hmac.SHA_512, Hmac.SHA_256),
  /** The Chinese national algorithms: SM4-GCM (RFC 8998) with SM3. */
  SM4_GCM(2, "AEAD_SM4_GCM", 16, Hmac.SM3, Hmac.SM3);

  private final int id;
  private final String aeadName;
  private final int keyLength;
  private final Hmac derivation;
  private final Hmac authentication;

  Suite(int id, String aeadName, int keyLength, Hmac derivation, Hmac authentication) {
    this.id = id;
    this.aeadName = aeadName;
    this.keyLength = keyLength;
    this.derivation = derivation;
    this.authentication = authentication;
  }

  /**
   * The suite registered as {@code id}.
   *
   * @throws CiphertextRejected when there is none
   */
  public static Suite ofId(int id) {
    for (Suite suite : values()) {
      if (suite.id == id) {
        return suite;
      }
    }
    throw new CiphertextRejected("unknown suite");
  }

  /** The number in stored records, 1 to 255. */
  public int id() {
    return id;
  }

  /** The AEAD's name in the IANA registry. */
  public String aeadName() {
    return aeadName;
  }

  /** Length in bytes of a data key, and of the AEAD's key. */
  public int keyLength() {
    return keyLength;
  }

  /** The HMAC under HKDF. */
  public Hmac derivation() {
    return derivation;
  }

  /** The HMAC that authenticates stored records. */
  public Hmac authentication() {
    return authentication;
  }

  /**
   * The suite's cipher under {@code key}, which is copied. The caller closes it.
   *
   * @throws IllegalArgumentException when the key is not {@link #keyLength()} bytes long
   */
  public AeadCipher cipher(byte[] key) {
    if (key.length != keyLength) {
      throw new IllegalArgumentException("key length");
    }
    return switch (this) {
      case AES_256_GCM -> new JdkAesGcm(key);
      case SM4_GCM -> Sm4GcmChoice.cipher(key);
    };
  }
}
