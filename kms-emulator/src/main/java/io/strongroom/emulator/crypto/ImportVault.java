package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Takes in key material from outside. Thread-safe; RSA blocks, so not for event loops.
 *
 * <p>The wrapping key's private half travels in the import token, sealed under the root key and
 * bound to the key it is for: nothing is stored, and whichever process gets the material can open
 * it.
 */
public final class ImportVault {

  private static final String TOKEN = "strongroom-kms/v1/import-token";
  private static final String FINGERPRINT = "strongroom-kms/v1/import-fingerprint";

  private final MaterialVault vault;

  public ImportVault(MaterialVault vault) {
    this.vault = vault;
  }

  /** What a client needs to wrap its material. */
  public static final class Parameters {

    private final byte[] token;
    private final byte[] publicKey;

    private Parameters(byte[] token, byte[] publicKey) {
      this.token = token;
      this.publicKey = publicKey;
    }

    /** To be sent back with the material. */
    public byte[] token() {
      return token.clone();
    }

    /** The wrapping key, X.509 SubjectPublicKeyInfo. */
    public byte[] publicKey() {
      return publicKey.clone();
    }
  }

  /** A token cannot be used: it is another key's, or none of this service's. */
  public static final class TokenInvalid extends RuntimeException {
    private TokenInvalid() {
      super("import token rejected", null, false, false);
    }
  }

  /** A token is too old. */
  public static final class TokenExpired extends RuntimeException {
    private TokenExpired() {
      super("import token expired", null, false, false);
    }
  }

  /** A new wrapping key for material of {@code ownerArn}. */
  public Parameters parameters(
      String ownerArn, WrappingAlgorithm algorithm, KeyPairKind kind, Instant validTo) {
    try (EncodedPair pair = kind.generate()) {
      byte[] token =
          pair.privateKey()
              .use(
                  privateKey -> {
                    byte[] way = name(algorithm);
                    byte[] form = name(kind);
                    byte[] content =
                        ByteBuffer.allocate(
                                Long.BYTES + 2 + way.length + form.length + privateKey.length)
                            .putLong(validTo.toEpochMilli())
                            .put((byte) way.length)
                            .put(way)
                            .put((byte) form.length)
                            .put(form)
                            .put(privateKey)
                            .array();
                    try {
                      return vault.sealFor(TOKEN, ownerArn, content);
                    } finally {
                      Arrays.fill(content, (byte) 0);
                    }
                  });
      return new Parameters(token, pair.publicKey());
    }
  }

  /**
   * Unwraps what a client sent. The caller owns and closes the result.
   *
   * @throws TokenInvalid when the token is not one for {@code ownerArn}
   * @throws TokenExpired when it is too old
   * @throws CiphertextRejected when the material was not wrapped for it
   */
  public SecretBytes unwrap(String ownerArn, byte[] token, byte[] wrapped, Instant now) {
    try (SecretBytes content = open(ownerArn, token)) {
      return content.use(bytes -> unwrap(bytes, wrapped, now));
    }
  }

  /** Opens a fingerprint under this root key's former one and seals it under this one. */
  public byte[] adoptFingerprint(ImportVault former, String ownerArn, byte[] sealed) {
    try (SecretBytes opened = former.vault.openFor(FINGERPRINT, ownerArn, sealed)) {
      return opened.use(content -> vault.sealFor(FINGERPRINT, ownerArn, content));
    }
  }

  private SecretBytes open(String ownerArn, byte[] token) {
    try {
      return vault.openFor(TOKEN, ownerArn, token);
    } catch (CiphertextRejected e) {
      throw new TokenInvalid();
    }
  }

  private static SecretBytes unwrap(byte[] content, byte[] wrapped, Instant now) {
    ByteBuffer in = ByteBuffer.wrap(content);
    Instant validTo = Instant.ofEpochMilli(in.getLong());
    WrappingAlgorithm algorithm = WrappingAlgorithm.valueOf(name(in));
    KeyPairKind kind = KeyPairKind.valueOf(name(in));
    if (!validTo.isAfter(now)) {
      throw new TokenExpired();
    }
    byte[] privateKey = Arrays.copyOfRange(content, in.position(), content.length);
    try {
      int modulus = kind.form() instanceof KeyPairKind.Form.Rsa(int bits) ? bits / 8 : 0;
      return SecretBytes.adopt(algorithm.unwrap(privateKey, modulus, wrapped));
    } finally {
      Arrays.fill(privateKey, (byte) 0);
    }
  }

  private static byte[] name(Enum<?> constant) {
    return constant.name().getBytes(StandardCharsets.US_ASCII);
  }

  private static String name(ByteBuffer in) {
    byte[] name = new byte[in.get()];
    in.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  /**
   * A private key as material.
   *
   * @param pkcs8 stays the caller's
   * @throws CiphertextRejected when it is no private key of this kind
   */
  public static SecretBytes pair(KeyPairKind kind, SecretBytes pkcs8) {
    try (EncodedPair pair = pkcs8.use(bytes -> ImportedPair.of(kind, bytes))) {
      return KeyPairVault.encode(pair);
    }
  }

  /** What tells later whether material is the same, and tells nothing to others. */
  public byte[] fingerprint(String ownerArn, SecretBytes material) {
    return vault.sealFor(FINGERPRINT, ownerArn, material.use(Hash.SHA_256::of));
  }

  /** Whether {@code fingerprint} was made of this material. */
  public boolean matches(String ownerArn, byte[] fingerprint, SecretBytes material) {
    try (SecretBytes known = vault.openFor(FINGERPRINT, ownerArn, fingerprint);
        SecretBytes given = SecretBytes.adopt(material.use(Hash.SHA_256::of))) {
      return known.matches(given);
    }
  }
}
