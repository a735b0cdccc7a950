package io.strongroom.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.crypto.segment.StreamContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;

/**
 * Everything that reads stored bytes either understands them or answers {@link CiphertextRejected};
 * what it understands it writes back as it was.
 *
 * <p>In a build the kept inputs are run, and nothing else. With {@code JAZZER_FUZZ=1} and one test
 * selected, Jazzer looks for more; see README.md of the module above.
 */
@Spec({"GEN-1", "GEN-3"})
class StoredBytesFuzzTest {

  private static final SecretBytes KEY = SecretBytes.copyOf(new byte[32]);

  @FuzzTest(maxDuration = "10s")
  void envelope(byte[] record) {
    try {
      assertThat(Envelope.decode(record).encode()).isEqualTo(record);
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "10s")
  void manifest(byte[] record) {
    try {
      PartManifest manifest = PartManifest.decodeUnverified(record);
      assertThat(manifest.plaintextLength()).isNotNegative();
      assertThat(manifest.parts()).hasSize((record.length - 39) / 58);
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "10s")
  void objectRecord(byte[] json) {
    try {
      ObjectRecord record = ObjectRecord.fromJson(json);
      ObjectRecord again = ObjectRecord.fromJson(record.toJson());
      assertThat(again.envelope()).isEqualTo(record.envelope());
      assertThat(again.objectArn()).isEqualTo(record.objectArn());
      assertThat(again.manifest()).isEqualTo(record.manifest());
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "10s")
  void localWrap(byte[] wrapped) {
    try {
      LocalWrap.unwrap(
              KEY, Suite.AES_256_GCM, WrappedKey.of(wrapped), new KeyBinding("arn:aws:s3:::b/k"))
          .close();
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "10s")
  void stream(byte[] stored) throws IOException {
    byte[] commitment = stored.length < 56 ? new byte[32] : Arrays.copyOfRange(stored, 24, 56);
    try (DataKey key = DataKey.of(Suite.AES_256_GCM, KEY.copy());
        SealedReader reader =
            SealedReader.open(
                key,
                StreamContext.ofBlob(new UUID(0, 0)),
                StreamCommitment.of(commitment),
                new Stored(stored))) {
      byte[] out = new byte[100_000];
      for (long position = 0; position < reader.plaintextLength(); ) {
        position += reader.read(position, out, 0, out.length);
      }
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  private static final class Stored implements SealedInput {
    private final byte[] bytes;

    Stored(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] buffer, int offset, int length) {
      System.arraycopy(bytes, Math.toIntExact(position), buffer, offset, length);
    }

    @Override
    public void close() {}
  }
}
