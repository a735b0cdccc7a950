package io.strongroom.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.StreamCommitment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartManifestTest {

  @ParameterizedTest
  @EnumSource(Suite.class)
  void decode_encoded_equal(Suite suite) {
    MetadataKey key = MetadataKey.of(DataKey.generate(suite));
    PartManifest manifest =
        new PartManifest(suite, List.of(part(1, 0), part(7, 5), part(10_000, 9)));

    byte[] record = manifest.encode(key);

    assertThat(PartManifest.decode(record, key)).isEqualTo(manifest);
    assertThat(PartManifest.unverifiedBlobIds(record))
        .isEqualTo(manifest.parts().stream().map(Part::blobId).toList());
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec({"MAN-2", "GEN-3"})
  void decode_anyByteChangedOrCut_rejected(Suite suite) {
    MetadataKey key = MetadataKey.of(DataKey.generate(suite));
    byte[] record = new PartManifest(suite, List.of(part(1, 3), part(2, 4))).encode(key);
    for (int i = 0; i < record.length; i++) {
      byte[] changed = record.clone();
      changed[i] ^= 1;
      byte[] cut = Arrays.copyOf(record, i);
      rejects(() -> PartManifest.decode(changed, key));
      rejects(() -> PartManifest.decode(cut, key));
    }
    rejects(() -> PartManifest.decode(Arrays.copyOf(record, record.length + 1), key));
    rejects(() -> PartManifest.decode(record, MetadataKey.of(DataKey.generate(suite))));
  }

  @Test
  void encode_tenThousandParts_roundTrips() {
    MetadataKey key = MetadataKey.of(DataKey.generate(Suite.AES_256_GCM));
    List<Part> parts = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      parts.add(part(i, 5L << 20));
    }
    PartManifest manifest = new PartManifest(Suite.AES_256_GCM, parts);

    assertThat(PartManifest.decode(manifest.encode(key), key)).isEqualTo(manifest);
  }

  @Test
  @Spec("MAN-1")
  void new_partsOutOfOrder_refused() {
    assertThatThrownBy(() -> new PartManifest(Suite.AES_256_GCM, List.of(part(2, 1), part(1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartManifest(Suite.AES_256_GCM, List.of(part(2, 1), part(2, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartManifest(Suite.AES_256_GCM, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec("META-2")
  void metadata_sealed_opensUnderItsLabelOnly(Suite suite) {
    MetadataKey key = MetadataKey.of(DataKey.generate(suite));
    byte[] clear = {1, 2, 3};

    byte[] sealed = key.seal("checksum", clear);

    assertThat(key.open("checksum", sealed)).isEqualTo(clear);
    rejects(() -> key.open("other", sealed));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      rejects(() -> key.open("checksum", changed));
    }
    rejects(() -> key.open("checksum", new byte[39]));
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void metadataKey_wrappedUnderBucketKey_isTheSameKey(Suite suite) {
    SecretBytes bucketKey = SecretBytes.random(32);
    KeyBinding binding = new KeyBinding("arn:aws:s3:::b/k");
    MetadataKey key = MetadataKey.of(DataKey.generate(suite));

    MetadataKey again = MetadataKey.unwrap(bucketKey, suite, key.wrap(bucketKey, binding), binding);

    assertThat(again.open("x", key.seal("x", new byte[5]))).isEqualTo(new byte[5]);
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec("META-1")
  void metadata_sealedTwice_differsAndHides(Suite suite) {
    MetadataKey key = MetadataKey.of(DataKey.generate(suite));
    byte[] clear = new byte[32];

    byte[] one = key.seal("checksum", clear);
    byte[] two = key.seal("checksum", clear);

    assertThat(Arrays.copyOfRange(one, 24, 56))
        .isNotEqualTo(Arrays.copyOfRange(two, 24, 56))
        .isNotEqualTo(clear);
  }

  @Test
  @Spec("SUITE-2")
  void encode_keyOfAnotherSuite_refused() {
    MetadataKey key = MetadataKey.of(DataKey.generate(Suite.SM4_GCM));
    PartManifest manifest = new PartManifest(Suite.AES_256_GCM, List.of(part(1, 1)));

    assertThatThrownBy(() -> manifest.encode(key)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Part part(int number, long length) {
    return new Part(
        number, UUID.randomUUID(), length, StreamCommitment.of(new byte[StreamCommitment.BYTES]));
  }

  private static void rejects(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(CiphertextRejected.class);
  }
}
