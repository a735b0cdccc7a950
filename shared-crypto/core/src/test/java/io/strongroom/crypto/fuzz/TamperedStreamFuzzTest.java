package io.strongroom.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.FixedSalt;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.crypto.segment.StreamContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;

class TamperedStreamFuzzTest {

  private static final SecretBytes KEY = SecretBytes.copyOf(new byte[32]);
  private static final UUID BLOB = new UUID(0, 0);
  private static final byte[] CLEAR = clear();
  private static final byte[] SEALED = sealed();
  private static final StreamCommitment COMMITMENT =
      StreamCommitment.of(Arrays.copyOfRange(SEALED, 24, 56));

  /** Reads from anywhere on: every byte that comes out is the sealed one, at its place. */
  @FuzzTest
  @Spec({"GEN-1", "GEN-3"})
  void read_changedStream_sealedBytesThenRejected(byte[] edits) throws IOException {
    byte[] stored = Tampering.apply(edits, SEALED);
    int step = 1 + 7_000 * (edits.length % 8);
    try (DataKey key = DataKey.of(Suite.AES_256_GCM, KEY.copy());
        SealedReader reader =
            SealedReader.open(
                key, StreamContext.ofBlob(BLOB), COMMITMENT, SealedInput.of(stored))) {
      read(reader, stored, step == 1 ? CLEAR.length : step);
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
      assertThat(Arrays.equals(stored, SEALED)).isFalse();
    }
  }

  private static void read(SealedReader reader, byte[] stored, int step) throws IOException {
    byte[] out = new byte[step];
    try {
      for (int at = 0; at < CLEAR.length; at += step) {
        int count = reader.read(at, out, 0, step);
        assertThat(Arrays.copyOf(out, count))
            .isEqualTo(Arrays.copyOfRange(CLEAR, at, at + count))
            .hasSize(Math.min(step, CLEAR.length - at));
      }
      assertThat(stored).isEqualTo(SEALED);
    } catch (CiphertextRejected e) {
      assertThatThrownBy(() -> reader.read(0, out, 0, 1)).isInstanceOf(CiphertextRejected.class);
      throw e;
    }
  }

  /** Two full segments and a short one. */
  private static byte[] clear() {
    byte[] clear = new byte[35_000];
    for (int i = 0; i < clear.length; i++) {
      clear[i] = (byte) (i * 31 + (i >> 8));
    }
    return clear;
  }

  private static byte[] sealed() {
    try (DataKey key = DataKey.of(Suite.AES_256_GCM, KEY.copy())) {
      return FixedSalt.seal(key, BLOB, new byte[24], CLEAR).bytes();
    }
  }
}
