package io.strongroom.emulator.crypto;

import io.strongroom.crypto.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What Encrypt and GenerateDataKey give out. Immutable and thread-safe.
 *
 * <pre>
 * header   version (1) = 1 ‖ suite (1) ‖ key material id (32)
 * body     derivation nonce (16) ‖ IV (12) ‖ ciphertext ‖ tag (16)
 * AAD      header ‖ canonical encryption context
 * </pre>
 *
 * <p>78 bytes longer than the plaintext. The message key is HKDF-SHA-256(salt = nonce, material,
 * info), so the IV is fresh <em>and</em> the key is: no limit on messages per key material.
 */
public final class CiphertextBlob {

  /** How much longer a blob is than its plaintext. */
  public static final int OVERHEAD_IN_BYTES =
      2 + MaterialId.SIZE_IN_BYTES + MessageSeal.OVERHEAD_IN_BYTES;

  private static final byte VERSION = 1;
  private static final int HEADER_SIZE_IN_BYTES = 2 + MaterialId.SIZE_IN_BYTES;
  private static final String PURPOSE = "strongroom-kms/v1/message";

  private final CipherSuite suite;
  private final MaterialId materialId;
  private final byte[] bytes;

  private CiphertextBlob(CipherSuite suite, MaterialId materialId, byte[] bytes) {
    this.suite = suite;
    this.materialId = materialId;
    this.bytes = bytes;
  }

  /** Reads the header; empty when {@code bytes} cannot be a blob of this service. */
  public static Optional<CiphertextBlob> parse(byte[] bytes) {
    if (bytes.length < OVERHEAD_IN_BYTES || bytes[0] != VERSION) {
      return Optional.empty();
    }
    byte[] id = Arrays.copyOfRange(bytes, 2, HEADER_SIZE_IN_BYTES);
    return CipherSuite.ofCode(bytes[1])
        .map(suite -> new CiphertextBlob(suite, MaterialId.of(id), bytes.clone()));
  }

  /**
   * @throws IllegalArgumentException when the context has no canonical form
   */
  static CiphertextBlob seal(
      CipherSuite suite, Material material, byte[] plaintext, Map<String, String> context) {
    byte[] header = header(suite, material.id());
    byte[] body =
        MessageSeal.seal(suite.aead(), material.secret(), PURPOSE, plaintext, aad(header, context));
    byte[] bytes = ByteBuffer.allocate(header.length + body.length).put(header).put(body).array();
    return new CiphertextBlob(suite, material.id(), bytes);
  }

  /** The plaintext, which the caller owns and zeroes. */
  byte[] open(SecretBytes material, Map<String, String> context) {
    byte[] body = Arrays.copyOfRange(bytes, HEADER_SIZE_IN_BYTES, bytes.length);
    byte[] aad = aad(header(suite, materialId), context);
    return MessageSeal.open(suite.aead(), material, PURPOSE, body, aad);
  }

  /** The key material that sealed this blob, as the (not yet authenticated) header says. */
  public MaterialId materialId() {
    return materialId;
  }

  /** The suite, as the header says. */
  public CipherSuite suite() {
    return suite;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  private static byte[] header(CipherSuite suite, MaterialId id) {
    return ByteBuffer.allocate(HEADER_SIZE_IN_BYTES)
        .put(VERSION)
        .put((byte) suite.code())
        .put(id.bytes())
        .array();
  }

  private static byte[] aad(byte[] header, Map<String, String> context) {
    byte[] canonical = CanonicalContext.encode(context);
    return ByteBuffer.allocate(header.length + canonical.length).put(header).put(canonical).array();
  }
}
