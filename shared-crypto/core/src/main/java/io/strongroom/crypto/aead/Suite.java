package io.strongroom.crypto.aead;

/**
 * A registered set of algorithms (SPEC §2). A stored record names its suite by {@link #id()}; there
 * is no negotiation and no fallback.
 */
public enum Suite {
  /** The default: AES-256-GCM with SHA-512; sealed streams are Cobblestone-256. */
  AES_256_GCM(1, "AEAD_AES_256_GCM", 32, Hmac.SHA_512, Hmac.SHA_256),
  /** The Chinese national algorithms: SM4-GCM (RFC 8998) with SM3. */
  SM4_GCM(2, "AEAD_SM4_GCM", 16, Hmac.SM3, Hmac.SM3),
  /**
   * Two layers, each a stream of {@link #AES_256_GCM} under a key of its own (SPEC §3.7). A data
   * key is the inner layer's and, behind it, the outer one's.
   */
  AES_256_GCM_TWICE(3, "AEAD_AES_256_GCM+AEAD_AES_256_GCM", 64, Hmac.SHA_512, Hmac.SHA_256);

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

  /** The AEAD's name in the IANA registry; of two layers, both names. */
  public String aeadName() {
    return aeadName;
  }

  /** Length in bytes of a data key, and of the AEAD's key where there is one layer. */
  public int keyLength() {
    return keyLength;
  }

  /** What each layer of a stream is sealed with: this suite itself, where there is one layer. */
  public Suite layer() {
    return switch (this) {
      case AES_256_GCM, SM4_GCM -> this;
      case AES_256_GCM_TWICE -> AES_256_GCM;
    };
  }

  /** Whether streams have two layers. */
  public boolean isTwice() {
    return layer() != this;
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
   * @throws IllegalArgumentException when the key is not {@link #keyLength()} bytes long, or there
   *     are two layers: each {@link #layer()} has a cipher
   */
  public AeadCipher cipher(byte[] key) {
    requireLength(key);
    return switch (this) {
      case AES_256_GCM -> new JdkAesGcm(key);
      case SM4_GCM -> Sm4GcmChoice.cipher(key);
      case AES_256_GCM_TWICE -> throw new IllegalArgumentException("two layers, two ciphers");
    };
  }

  /**
   * As {@link #cipher}, for an outer layer: the same algorithm by an implementation that shares no
   * code with the inner one's. So a fault of one implementation does not open both layers.
   *
   * @throws IllegalArgumentException when the key is not {@link #keyLength()} bytes long, or this
   *     is no suite of a layer
   */
  public AeadCipher outerCipher(byte[] key) {
    requireLength(key);
    return switch (this) {
      case AES_256_GCM -> new BcAesGcm(key);
      case SM4_GCM, AES_256_GCM_TWICE -> throw new IllegalArgumentException("no outer layer");
    };
  }

  private void requireLength(byte[] key) {
    if (key.length != keyLength) {
      throw new IllegalArgumentException("key length");
    }
  }
}
