package io.strongroom.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

class PartManifestFuzzTest {

  private static final int SUITE_AT = 4;
  private static final int AUTHENTICATOR_BYTES = 32;

  /** Under the right key there is one manifest only for a list of parts, and no other decodes. */
  @FuzzTest
  @Spec({"GEN-1", "GEN-3"})
  void decode_anyBytes_canonicalOrRejected(byte[] record) {
    try {
      List<UUID> blobIds = PartManifest.unverifiedBlobIds(record);
      try (MetadataKey key = key(Suite.ofId(record[SUITE_AT]))) {
        byte[] authentic = authenticated(record, key);
        PartManifest manifest = PartManifest.decode(authentic, key);
        assertThat(manifest.encode(key)).isEqualTo(authentic);
        assertThat(manifest.parts()).extracting(Part::blobId).isEqualTo(blobIds);
        assertThat(decodes(record, key)).isEqualTo(Arrays.equals(authentic, record));
      }
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  private static byte[] authenticated(byte[] record, MetadataKey key) {
    int length = record.length - AUTHENTICATOR_BYTES;
    byte[] authentic = record.clone();
    byte[] authenticator = key.authenticateManifest(Arrays.copyOf(record, length));
    System.arraycopy(authenticator, 0, authentic, length, AUTHENTICATOR_BYTES);
    return authentic;
  }

  private static boolean decodes(byte[] record, MetadataKey key) {
    try {
      PartManifest.decode(record, key);
      return true;
    } catch (CiphertextRejected e) {
      return false;
    }
  }

  private static MetadataKey key(Suite suite) {
    try (DataKey dataKey = DataKey.of(suite, SecretBytes.copyOf(new byte[suite.keyLength()]))) {
      return MetadataKey.of(dataKey);
    }
  }
}
