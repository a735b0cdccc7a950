package io.strongroom.kms.local;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.ContextBytes;
import io.strongroom.kms.provider.LocalSeal;
import io.strongroom.kms.provider.WrapService;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Wraps under the keys of a ring: {@code 1 ‖ length of name (1) ‖ name ‖ version (4) ‖ seal}, with
 * everything before the seal, and the encryption context, authenticated by it. Thread-safe.
 */
public final class RingWrapper implements WrapService {

  private static final int FORMAT = 1;

  private final Function<String, CompletionStage<KeyRing>> rings;
  private final Supplier<Optional<String>> trouble;
  private final Runnable onClose;

  /**
   * A wrapper over rings that somebody else looks after.
   *
   * @param rings the ring that holds the named key
   * @param trouble what keeps all of them away
   */
  public RingWrapper(
      Function<String, CompletionStage<KeyRing>> rings,
      Supplier<Optional<String>> trouble,
      Runnable onClose) {
    this.rings = rings;
    this.trouble = trouble;
    this.onClose = onClose;
  }

  @Override
  public CompletionStage<WrappedDataKey> wrap(
      String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    return rings
        .apply(keyId)
        .thenApply(
            ring -> {
              KeyRing.Version version = ring.current(keyId);
              byte[] header = header(version);
              byte[] sealed = LocalSeal.seal(version.key(), plaintext, bound(header, context));
              return new WrappedDataKey(KmsKeyId.of(keyId), WrappedKey.of(concat(header, sealed)));
            });
  }

  @Override
  public CompletionStage<UnwrappedKey> unwrap(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    byte[] bytes = wrapped.bytes();
    if (bytes.length < 2 || bytes[0] != FORMAT) {
      throw invalid();
    }
    int nameLength = Byte.toUnsignedInt(bytes[1]);
    int headerLength = 2 + nameLength + Integer.BYTES;
    if (bytes.length < headerLength) {
      throw invalid();
    }
    String name = new String(bytes, 2, nameLength, StandardCharsets.UTF_8);
    if (!keyId.isEmpty() && !keyId.equals(name)) {
      throw invalid();
    }
    int number = ByteBuffer.wrap(bytes).getInt(2 + nameLength);
    byte[] header = Arrays.copyOf(bytes, headerLength);
    byte[] sealed = Arrays.copyOfRange(bytes, headerLength, bytes.length);
    return rings
        .apply(name)
        .thenApply(
            ring ->
                new UnwrappedKey(
                    KmsKeyId.of(name),
                    LocalSeal.open(
                        ring.version(name, number).key(), sealed, bound(header, context))));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
    return rings
        .apply(keyId)
        .thenApply(ring -> new KmsKeyDescription(KmsKeyId.of(keyId), isEnabled(ring, keyId)));
  }

  @Override
  public Optional<String> trouble() {
    return trouble.get();
  }

  @Override
  public void close() {
    onClose.run();
  }

  private static boolean isEnabled(KeyRing ring, String keyId) {
    try {
      return ring.current(keyId).enabled();
    } catch (KmsException.Disabled e) {
      return false;
    }
  }

  private static byte[] header(KeyRing.Version version) {
    byte[] name = version.name().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + name.length + Integer.BYTES)
        .put((byte) FORMAT)
        .put((byte) name.length)
        .put(name)
        .putInt(version.number())
        .array();
  }

  private static byte[] bound(byte[] header, EncryptionContext context) {
    return concat(header, ContextBytes.of(context));
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private static KmsException invalid() {
    return new KmsException.CiphertextInvalid(
        "the wrapped key does not open under this key and context");
  }
}
