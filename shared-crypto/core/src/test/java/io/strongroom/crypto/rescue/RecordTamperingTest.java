package io.strongroom.crypto.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole object, any byte of its record changed: it opens with the right bytes or not at all. */
class RecordTamperingTest {

  private static final String ARN = "arn:aws:s3:::bucket/key";
  private static final EncryptionContext CONTEXT =
      EncryptionContext.empty().with("aws:s3:arn", ARN).with("team", "blue");
  private static final WrappedKey WRAPPED = WrappedKey.of(new byte[] {1, 2, 3, 4});

  @TempDir Path blobs;

  private final SecretBytes wrappingKey = SecretBytes.random(32);
  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);
  private final List<Part> parts = new ArrayList<>();

  @BeforeEach
  void sealTwoParts() throws IOException {
    for (int number = 1; number <= 2; number++) {
      UUID id = UUID.randomUUID();
      try (OutputStream file = Files.newOutputStream(blobs.resolve("blob" + number));
          SegmentSealer sealer = SegmentSealer.start(key, StreamContext.ofBlob(id))) {
        sealer.update(new byte[] {(byte) number}, 0, 1, file::write);
        SealedStream stream = sealer.finish(file::write);
        parts.add(new Part(number, id, stream.plaintextLength(), stream.commitment()));
      }
    }
  }

  private byte[] manifest() {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      return new PartManifest(key.suite(), parts).encode(metadataKey);
    }
  }

  enum Kind {
    KMS,
    BUCKET_KEY,
    CUSTOMER_KEY
  }

  private KeyWrap wrap(Kind kind) {
    KeyBinding binding = new KeyBinding(ARN);
    return switch (kind) {
      case KMS -> new KmsWrap(KmsKeyId.of("id"), WRAPPED, CONTEXT);
      case BUCKET_KEY ->
          new BucketKeyWrap(
              KmsKeyId.of("id"), WRAPPED, CONTEXT, LocalWrap.wrap(wrappingKey, key, binding));
      case CUSTOMER_KEY ->
          new CustomerKeyWrap(LocalWrap.wrapWithCustomerKey(wrappingKey, key, binding));
    };
  }

  /** A KMS that knows one wrapped key, under one id, with one context. */
  private RescueKey rescueKey(Kind kind) {
    SecretBytes answer = kind == Kind.KMS ? key.secret() : wrappingKey;
    return kind == Kind.CUSTOMER_KEY
        ? new RescueKey.Customer(wrappingKey)
        : new RescueKey.Kms(
            (KmsClient)
                Proxy.newProxyInstance(
                    KmsClient.class.getClassLoader(),
                    new Class<?>[] {KmsClient.class},
                    (proxy, method, arguments) ->
                        List.of(arguments)
                                .subList(0, 3)
                                .equals(List.of(KeyName.parse("id"), WRAPPED, CONTEXT))
                            ? CompletableFuture.completedFuture(
                                new UnwrappedKey(KmsKeyId.of("id"), answer.copy()))
                            : CompletableFuture.failedFuture(new KmsRefused())));
  }

  private static final class KmsRefused extends RuntimeException {}

  private byte[] open(byte[] envelope, byte[] manifest, RescueKey rescueKey) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ObjectRecord record = new ObjectRecord(ARN, Envelope.decode(envelope), manifest);
    try (DataKey dataKey = rescueKey.unwrap(record)) {
      ObjectRescue rescue = ObjectRescue.verify(record, dataKey);
      rescue.find(List.of(blobs), (place, why) -> {});
      rescue.write(out);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  @Spec({"SUITE-1", "ENV-1", "ENV-2", "ENV-3", "WRAP-3", "WRAP-4"})
  void open_anyByteOfTheEnvelopeChanged_refused(Kind kind) throws IOException {
    byte[] envelope = new Envelope(key.suite(), wrap(kind)).encode();
    RescueKey rescueKey = rescueKey(kind);
    assertThat(open(envelope, manifest(), rescueKey)).containsExactly(1, 2);

    for (int i = 0; i < envelope.length; i++) {
      for (int flip : new int[] {1, 2, 0x80, 0xFF}) {
        byte[] changed = envelope.clone();
        changed[i] ^= (byte) flip;
        assertRefused(changed, manifest(), rescueKey, i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Spec({"MAN-2", "MAN-3"})
  void open_anyByteOfTheManifestChanged_refused(Kind kind) {
    byte[] envelope = new Envelope(key.suite(), wrap(kind)).encode();
    byte[] manifest = manifest();
    for (int i = 0; i < manifest.length; i++) {
      byte[] changed = manifest.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertRefused(envelope, changed, rescueKey(kind), i);
    }
  }

  /** The files' names and order say nothing; what is exchanged is what they hold. */
  @ParameterizedTest
  @EnumSource
  @Spec("MAN-3")
  void open_partsExchangedInTheManifest_refused(Kind kind) {
    Part one = parts.get(0);
    Part two = parts.get(1);
    parts.set(0, new Part(1, one.blobId(), one.plaintextLength(), two.commitment()));
    parts.set(1, new Part(2, two.blobId(), two.plaintextLength(), one.commitment()));

    assertRefused(new Envelope(key.suite(), wrap(kind)).encode(), manifest(), rescueKey(kind), 0);
  }

  private void assertRefused(byte[] envelope, byte[] manifest, RescueKey rescueKey, int at) {
    try {
      open(envelope, manifest, rescueKey);
    } catch (CiphertextRejected | KmsRefused | BlobUnusable expected) {
      return;
    } catch (BlobMissing e) {
      throw new AssertionError("manifest believed before it was verified", e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("opened with byte " + at + " changed");
  }
}
