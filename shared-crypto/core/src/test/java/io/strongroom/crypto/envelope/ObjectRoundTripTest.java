package io.strongroom.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An object from key to record and back, with all layers. */
class ObjectRoundTripTest {

  private static final KeyBinding BINDING = new KeyBinding("arn:aws:s3:::b/k");

  private final SecretBytes customerKey = SecretBytes.random(32);
  private final ByteArrayOutputStream blob = new ByteArrayOutputStream();

  private Part seal(DataKey key, int number, byte[] clear) throws IOException {
    UUID blobId = UUID.randomUUID();
    try (SegmentSealer sealer = SegmentSealer.start(key, StreamContext.ofBlob(blobId))) {
      sealer.update(clear, 0, clear.length, blob::write);
      SealedStream stream = sealer.finish(blob::write);
      return new Part(number, blobId, stream.plaintextLength(), stream.commitment());
    }
  }

  private SealedInput stored() {
    return SealedInput.of(blob.toByteArray());
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  @Spec({"KEY-1", "ENV-4", "MAN-3"})
  void reWrap_anotherCustomerKeyAndName_sameStreamsOpen(Suite suite) throws IOException {
    byte[] clear = {1, 2, 3};
    DataKey key = DataKey.generate(suite);
    PartManifest manifest = new PartManifest(suite, List.of(seal(key, 1, clear)));
    byte[] manifestBytes = manifest.encode(MetadataKey.of(key));
    WrappedKey first = LocalWrap.wrapWithCustomerKey(customerKey, key, BINDING);

    SecretBytes otherKey = SecretBytes.random(32);
    KeyBinding otherName = new KeyBinding("arn:aws:s3:::b/other");
    DataKey unwrapped = LocalWrap.unwrapWithCustomerKey(customerKey, suite, first, BINDING);
    Envelope envelope =
        new Envelope(
            suite,
            new CustomerKeyWrap(LocalWrap.wrapWithCustomerKey(otherKey, unwrapped, otherName)));
    String json = new ObjectRecord(otherName.objectArn(), envelope, manifestBytes).toJson();

    assertThat(open(ObjectRecord.fromJson(json), otherKey)).isEqualTo(clear);
    assertThatThrownBy(() -> open(ObjectRecord.fromJson(json), customerKey))
        .isInstanceOf(CiphertextRejected.class);
  }

  private byte[] open(ObjectRecord record, SecretBytes key) throws IOException {
    Envelope envelope = record.envelope();
    CustomerKeyWrap wrap = (CustomerKeyWrap) envelope.wrap();
    try (DataKey dataKey =
            LocalWrap.unwrapWithCustomerKey(
                key, envelope.suite(), wrap.dataKey(), new KeyBinding(record.objectArn()));
        MetadataKey metadataKey = MetadataKey.of(dataKey)) {
      Part part = PartManifest.decode(record.manifest(), metadataKey).parts().getFirst();
      try (SealedReader reader = part.open(dataKey, stored())) {
        byte[] out = new byte[(int) reader.plaintextLength()];
        assertThat(reader.read(0, out, 0, out.length)).isEqualTo(out.length);
        return out;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec("MAN-3")
  void open_partOfAnotherLengthOrStream_rejected(Suite suite) throws IOException {
    DataKey key = DataKey.generate(suite);
    Part part = seal(key, 1, new byte[100]);
    Part longer = new Part(1, part.blobId(), 101, part.commitment());
    Part otherBlob = new Part(1, UUID.randomUUID(), 100, part.commitment());

    assertThatThrownBy(() -> longer.open(key, stored())).isInstanceOf(CiphertextRejected.class);
    assertThatThrownBy(() -> otherBlob.open(key, stored())).isInstanceOf(CiphertextRejected.class);
  }

  @Test
  @Spec("WRAP-5")
  void envelope_customerKey_holdsNothingOfTheKey() {
    DataKey key = DataKey.generate(Suite.AES_256_GCM);
    WrappedKey one = LocalWrap.wrapWithCustomerKey(customerKey, key, BINDING);
    WrappedKey two = LocalWrap.wrapWithCustomerKey(customerKey, key, BINDING);
    byte[] a = new Envelope(Suite.AES_256_GCM, new CustomerKeyWrap(one)).encode();
    byte[] b = new Envelope(Suite.AES_256_GCM, new CustomerKeyWrap(two)).encode();

    // A stored function of the key alone would be the same eight bytes in both records.
    for (int i = 8; i + 8 <= a.length; i++) {
      for (int j = 8; j + 8 <= b.length; j++) {
        assertThat(Arrays.equals(a, i, i + 8, b, j, j + 8)).isFalse();
      }
    }
  }

  @Test
  @Spec("GEN-3")
  void longestRecord_writtenAndRead_butNoLonger() {
    WrappedKey longest = WrappedKey.of(new byte[8192]);
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < 128; i++) {
      pairs.put(String.format("%03d", i), "v".repeat(125));
    }
    BucketKeyWrap wrap =
        new BucketKeyWrap(
            KmsKeyId.of("k".repeat(2048)), longest, new EncryptionContext(pairs), longest);
    assertThat(new Envelope(Suite.AES_256_GCM, wrap).encode()).hasSize(35_342);
    Envelope envelope = new Envelope(Suite.AES_256_GCM_TWICE, new LayeredWrap(wrap, wrap));
    String arn = "\u0001".repeat(4096);

    assertThat(envelope.encode()).hasSize(70_680);
    String json = new ObjectRecord(arn, envelope, new byte[580_039]).toJson();
    assertThat(ObjectRecord.fromJson(json).envelope()).isEqualTo(envelope);
    assertThatThrownBy(() -> new ObjectRecord(arn, envelope, new byte[580_040]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Envelope.decode(new byte[70_681]))
        .isInstanceOfSatisfying(
            CiphertextRejected.class, e -> assertThat(e.reason()).isEqualTo("envelope too long"));
  }

  @Test
  @Spec({"ENV-4", "GEN-3"})
  void fromJson_anythingElse_rejected() {
    DataKey key = DataKey.generate(Suite.AES_256_GCM);
    WrappedKey wrapped = LocalWrap.wrapWithCustomerKey(customerKey, key, BINDING);
    String json =
        new ObjectRecord(
                "arn:\"\\\u0001é",
                new Envelope(Suite.AES_256_GCM, new CustomerKeyWrap(wrapped)),
                new byte[10])
            .toJson();
    assertThat(ObjectRecord.fromJson(json).objectArn()).isEqualTo("arn:\"\\\u0001é");

    for (String bad :
        List.of(
            "",
            "{",
            "{}",
            "[]",
            json + "x",
            json.replace("@v1", "@v2"),
            json.replace("\"format\"", "\"formats\""),
            json.replace("\"manifest\"", "\"envelope\""),
            json.replace("\"manifest\"", "\"other\""),
            json.replace("{", "{ \"more\": \"\","),
            json.replace("==\"", "!\""),
            json.replace("==\"", "\""),
            json.replace("A==\"", "B==\""),
            json.replace("\"format\"", "\"\\u\uFF10066ormat\""),
            json.replace("}", ",}"))) {
      assertThat(bad).isNotEqualTo(json);
      assertThatThrownBy(() -> ObjectRecord.fromJson(bad)).isInstanceOf(CiphertextRejected.class);
    }
    for (int length = 0; length < json.length() - 2; length++) {
      String cut = json.substring(0, length);
      assertThatThrownBy(() -> ObjectRecord.fromJson(cut)).isInstanceOf(CiphertextRejected.class);
    }
  }
}
