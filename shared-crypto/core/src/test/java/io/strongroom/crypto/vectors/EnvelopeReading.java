package io.strongroom.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KmsHeldWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.rescue.RescueKey;
import java.lang.reflect.Proxy;

/** Reads the cases of envelopes, alone, for an object, and in an exported record. */
final class EnvelopeReading {

  private static final KmsClient KMS =
      (KmsClient)
          Proxy.newProxyInstance(
              KmsClient.class.getClassLoader(),
              new Class<?>[] {KmsClient.class},
              (proxy, method, arguments) -> {
                throw new Asked();
              });

  /** The KMS was asked, so the binding had been found to hold. */
  private static final class Asked extends RuntimeException {}

  private EnvelopeReading() {}

  static void envelope(VectorFile file) {
    Envelope envelope = Envelope.decode(file.bytes("envelope"));
    assertThat(envelope.suite()).isEqualTo(Suite.ofId((int) file.number("suite")));
    assertThat(envelope.encode()).isEqualTo(file.bytes("envelope"));
    switch (envelope.wrap()) {
      case KmsHeldWrap held -> assertHeld(file, held);
      case CustomerKeyWrap customer -> {
        assertThat(file.get("wrap")).isEqualTo("customer key");
        assertWrapped(file, "wrapped-data-key", customer.dataKey());
      }
      case LayeredWrap layered -> {
        assertHeld(file, layered.inner());
        assertThat(file.get("outer-key-id")).isEqualTo(layered.outer().keyId().text());
        assertContext(file, "outer-context", layered.outer().context());
        assertWrapped(file, "outer-wrapped-bucket-key", layered.outer().bucketKey());
        assertWrapped(file, "outer-wrapped-data-key", layered.outer().dataKey());
      }
    }
  }

  private static void assertHeld(VectorFile file, KmsHeldWrap wrap) {
    switch (wrap) {
      case KmsWrap kms -> {
        assertKms(file, "KMS", kms.keyId().text(), kms.context());
        assertWrapped(file, "wrapped-data-key", kms.dataKey());
      }
      case BucketKeyWrap bucket -> {
        assertKms(file, "bucket key", bucket.keyId().text(), bucket.context());
        assertWrapped(file, "wrapped-bucket-key", bucket.bucketKey());
        assertWrapped(file, "wrapped-data-key", bucket.dataKey());
      }
    }
  }

  private static void assertKms(
      VectorFile file, String wrap, String keyId, EncryptionContext context) {
    assertThat(file.get("wrap")).isEqualTo(wrap);
    assertThat(file.get("key-id")).isEqualTo(keyId);
    assertContext(file, "context", context);
  }

  private static void assertContext(VectorFile file, String line, EncryptionContext context) {
    assertThat(file.all(line))
        .containsExactlyInAnyOrderElementsOf(
            context.pairs().entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .toList());
  }

  private static void assertWrapped(VectorFile file, String line, WrappedKey key) {
    assertThat(key.bytes()).isEqualTo(file.bytes(line));
  }

  static void open(VectorFile file) {
    Envelope envelope = Envelope.decode(file.bytes("envelope"));
    ObjectRecord record = new ObjectRecord(file.get("object-arn"), envelope, new byte[0]);
    try {
      new RescueKey.Kms(KMS).unwrap(record).close();
      throw new AssertionError("unwrapped without a KMS");
    } catch (Asked e) {
      assertThat(file.expectsSuccess()).as("asks the KMS").isTrue();
    }
  }

  static void export(VectorFile file) {
    ObjectRecord record = ObjectRecord.fromJson(file.bytes("record"));
    assertThat(record.objectArn()).isEqualTo(file.get("object-arn"));
    assertThat(record.envelope().encode()).isEqualTo(file.bytes("envelope"));
    assertThat(record.manifest()).isEqualTo(file.bytes("manifest"));
  }
}
