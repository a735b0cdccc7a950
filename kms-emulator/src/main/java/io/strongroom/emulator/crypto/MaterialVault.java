package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes key material and uses it; outside of this package it exists wrapped only. Thread-safe.
 *
 * <p>Wrapped material is bound to its owner's ARN and its own id: a row copied to another key in
 * the database does not open.
 */
public final class MaterialVault implements AutoCloseable {

  private final RootKey root;
  private final MaterialCache cache = new MaterialCache(1024);

  public MaterialVault(RootKey root) {
    this.root = root;
  }

  /** Whether calls that need the root key may take any time. */
  public boolean isRemote() {
    return root.isRemote();
  }

  /** Whether this material can be used without a call that may take any time. */
  public boolean isAtHand(WrappedMaterial wrapped) {
    return !root.isRemote() || cache.contains(wrapped);
  }

  /** Unwraps material for {@link #isAtHand}. */
  public void fetch(String ownerArn, WrappedMaterial wrapped) {
    unwrap(ownerArn, wrapped).close();
  }

  /** New random material for the key {@code ownerArn}. */
  public WrappedMaterial create(String ownerArn, int sizeInBytes) {
    try (SecretBytes secret = SecretBytes.random(sizeInBytes)) {
      return wrap(ownerArn, MaterialId.random(), secret);
    }
  }

  /** Wraps material that came from elsewhere; the caller keeps and closes {@code secret}. */
  public WrappedMaterial wrap(String ownerArn, MaterialId id, SecretBytes secret) {
    return secret.use(bytes -> new WrappedMaterial(id, root.wrap(bytes, binding(ownerArn, id))));
  }

  /** The same material, wrapped for another key. */
  public WrappedMaterial rewrap(String ownerArn, WrappedMaterial wrapped, String newOwnerArn) {
    try (Material material = unwrap(ownerArn, wrapped)) {
      return wrap(newOwnerArn, wrapped.id(), material.secret());
    }
  }

  /**
   * Seals a message.
   *
   * @throws IllegalArgumentException when the context has no canonical form
   */
  public CiphertextBlob seal(
      String ownerArn,
      CipherSuite suite,
      WrappedMaterial wrapped,
      SecretBytes plaintext,
      Map<String, String> context) {
    try (Material material = unwrap(ownerArn, wrapped)) {
      return plaintext.use(bytes -> CiphertextBlob.seal(suite, material, bytes, context));
    }
  }

  /**
   * Opens a message. The caller owns the result and closes it.
   *
   * @throws CiphertextRejected when it does not open under this material and context
   */
  public SecretBytes open(
      String ownerArn, WrappedMaterial wrapped, CiphertextBlob blob, Map<String, String> context) {
    try (Material material = unwrap(ownerArn, wrapped)) {
      if (material.secret().length() != blob.suite().materialSizeInBytes()) {
        throw new CiphertextRejected("suite is not the key's");
      }
      return SecretBytes.adopt(blob.open(material.secret(), context));
    }
  }

  /** Seals a constant, to tell later whether the root key is still the same. */
  public byte[] check() {
    return root.wrap(new byte[0], checkBinding());
  }

  /** Whether {@code check} was made under this root key. */
  public boolean matches(byte[] check) {
    try (SecretBytes opened = root.unwrap(check, checkBinding())) {
      return opened.length() == 0;
    } catch (CiphertextRejected e) {
      return false;
    }
  }

  /** Seals a short text that only this service can read again. */
  public byte[] sealToken(String text) {
    return root.wrap(text.getBytes(StandardCharsets.UTF_8), tokenBinding());
  }

  /**
   * Opens what {@link #sealToken} sealed.
   *
   * @throws CiphertextRejected when it did not
   */
  public String openToken(byte[] token) {
    try (SecretBytes opened = root.unwrap(token, tokenBinding())) {
      return opened.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** Seals bytes for one purpose of one key. */
  byte[] sealFor(String purpose, String ownerArn, byte[] content) {
    return root.wrap(content, binding(purpose, ownerArn));
  }

  /**
   * Opens what {@link #sealFor} sealed.
   *
   * @throws CiphertextRejected when it did not, for this purpose and key
   */
  SecretBytes openFor(String purpose, String ownerArn, byte[] sealed) {
    return root.unwrap(sealed, binding(purpose, ownerArn));
  }

  /** Opens material under this root key's former one and wraps it under this one. */
  public WrappedMaterial adopt(MaterialVault former, String ownerArn, WrappedMaterial wrapped) {
    try (Material material = former.unwrap(ownerArn, wrapped)) {
      return wrap(ownerArn, wrapped.id(), material.secret());
    }
  }

  @Override
  public void close() {
    cache.close();
    root.close();
  }

  Material unwrap(String ownerArn, WrappedMaterial wrapped) {
    SecretBytes secret =
        cache.get(wrapped, () -> root.unwrap(wrapped.bytes(), binding(ownerArn, wrapped.id())));
    return new Material(wrapped.id(), secret);
  }

  private static byte[] tokenBinding() {
    return "strongroom-kms/v1/token".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] checkBinding() {
    return "strongroom-kms/v1/check".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] binding(String purpose, String ownerArn) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    byte[] arn = ownerArn.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + 4 + arn.length)
        .put(name)
        .putInt(arn.length)
        .put(arn)
        .array();
  }

  private static byte[] binding(String ownerArn, MaterialId id) {
    byte[] arn = ownerArn.getBytes(StandardCharsets.UTF_8);
    byte[] material = id.bytes();
    return ByteBuffer.allocate(4 + arn.length + material.length)
        .putInt(arn.length)
        .put(arn)
        .put(material)
        .array();
  }
}
