package io.strongroom.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.crypto.segment.StreamContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;

class SealedStreamFuzzTest {

  private static final SecretBytes KEY = SecretBytes.copyOf(new byte[32]);

  /** The commitment that the stream itself names is expected, so that it gets past that check. */
  @FuzzTest
  @Spec({"GEN-1", "GEN-3"})
  void read_anyBytes_authenticOrRejected(byte[] stored) throws IOException {
    byte[] commitment = stored.length < 56 ? new byte[32] : Arrays.copyOfRange(stored, 24, 56);
    try (DataKey key = DataKey.of(Suite.AES_256_GCM, KEY.copy());
        SealedReader reader =
            SealedReader.open(
                key,
                StreamContext.ofBlob(new UUID(0, 0)),
                StreamCommitment.of(commitment),
                SealedInput.of(stored))) {
      assertThat(SealedSize.ofPlaintext(reader.plaintextLength())).isEqualTo(stored.length);
      byte[] out = new byte[100_000];
      for (long position = 0; position < reader.plaintextLength(); ) {
        position += reader.read(position, out, 0, out.length);
      }
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
