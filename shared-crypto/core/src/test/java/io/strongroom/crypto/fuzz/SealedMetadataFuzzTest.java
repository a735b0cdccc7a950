package io.strongroom.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.FixedSaltWraps;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class SealedMetadataFuzzTest {

  private static final String LABEL = "checksum";
  private static final byte[] CLEAR = "CRC64NVME".getBytes(StandardCharsets.US_ASCII);
  private static final MetadataKey KEY = key();
  private static final byte[] SEALED = FixedSaltWraps.seal(KEY, LABEL, CLEAR, new byte[24]);

  /** The input is a sealed value by itself, and says what to change of a good one. */
  @FuzzTest
  @Spec({"GEN-1", "GEN-3"})
  void open_anyBytesOrChanged_sealedOneOrRejected(byte[] input) {
    requireAuthentic(input);
    requireAuthentic(Tampering.apply(input, SEALED));
    assertThatThrownBy(() -> KEY.open(LABEL + input.length, SEALED))
        .isInstanceOf(CiphertextRejected.class);
  }

  private static void requireAuthentic(byte[] sealed) {
    try {
      assertThat(KEY.open(LABEL, sealed)).isEqualTo(CLEAR);
      assertThat(sealed).isEqualTo(SEALED);
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
      assertThat(Arrays.equals(sealed, SEALED)).isFalse();
    }
  }

  private static MetadataKey key() {
    try (DataKey dataKey = DataKey.of(Suite.AES_256_GCM, SecretBytes.copyOf(new byte[32]))) {
      return MetadataKey.of(dataKey);
    }
  }
}
