package io.strongroom.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.util.Arrays;

class PartManifestFuzzTest {

  private static final int AUTHENTICATOR_BYTES = 32;

  /** Under the right key there is one manifest only for a list of parts, and no other decodes. */
  @FuzzTest
  @Spec({"GEN-1", "GEN-3"})
  void decode_anyBytes_canonicalOrRejected(byte[] record) {
    try {
      PartManifest manifest = PartManifest.decodeUnverified(record);
      try (MetadataKey key = key(manifest.suite())) {
        byte[] again = manifest.encode(key);
        int unauthenticated = record.length - AUTHENTICATOR_BYTES;
        assertThat(Arrays.copyOf(again, unauthenticated))
            .isEqualTo(Arrays.copyOf(record, unauthenticated));
        assertThat(PartManifest.decode(again, key)).isEqualTo(manifest);
        assertThat(decodes(record, key)).isEqualTo(Arrays.equals(again, record));
      }
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
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
