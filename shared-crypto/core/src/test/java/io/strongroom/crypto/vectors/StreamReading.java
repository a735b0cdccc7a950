package io.strongroom.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Digests;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.crypto.segment.StreamContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** Opens one stream case and reads it forward, segment by segment. */
final class StreamReading {

  private final VectorFile file;
  private final ByteArrayOutputStream released = new ByteArrayOutputStream();

  private StreamReading(VectorFile file) {
    this.file = file;
  }

  static void read(VectorFile file) {
    new StreamReading(file).read();
  }

  private void read() {
    try (DataKey key = key();
        SealedReader reader = open(key)) {
      long[] range = range(reader);
      try {
        readForward(reader, range[0], range[1]);
      } catch (CiphertextRejected e) {
        assertReadsNoMore(reader, range[0]);
        throw e;
      }
      assertThat(reader.plaintextLength()).isEqualTo(file.number("plaintext-length"));
      assertThat(released.size()).isEqualTo(range[1] - range[0]);
      assertReleasedIsRight(range[0]);
      assertOpaqueTag();
    } catch (CiphertextRejected e) {
      assertReleasedAsSaid();
      throw e;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private DataKey key() {
    Suite suite = Suite.ofId((int) file.number("suite"));
    return DataKey.of(suite, SecretBytes.adopt(file.bytes("data-key")));
  }

  private SealedReader open(DataKey key) throws IOException {
    UUID blobId = UUID.fromString(file.get("blob-id"));
    StreamCommitment commitment = StreamCommitment.of(file.bytes("commitment"));
    SealedInput in = SealedInput.of(file.bytes("stream"));
    return file.has("part-length")
        ? new Part(1, blobId, file.number("part-length"), commitment).open(key, in)
        : SealedReader.open(key, StreamContext.ofBlob(blobId), commitment, in);
  }

  /** First position, and the one after the last. */
  private long[] range(SealedReader reader) {
    if (!file.has("range")) {
      return new long[] {0, reader.plaintextLength()};
    }
    String[] ends = file.get("range").split(" ");
    return new long[] {Long.parseLong(ends[0]), Long.parseLong(ends[1]) + 1};
  }

  private void readForward(SealedReader reader, long from, long to) throws IOException {
    for (long at = from; at < to; ) {
      int toNextSegment = (int) (SealedSize.SEGMENT_BYTES - at % SealedSize.SEGMENT_BYTES);
      byte[] clear = new byte[(int) Math.min(toNextSegment, to - at)];
      assertThat(reader.read(at, clear, 0, clear.length)).isEqualTo(clear.length);
      released.writeBytes(clear);
      at += clear.length;
    }
  }

  private void assertReadsNoMore(SealedReader reader, long from) {
    for (long position : new long[] {0, from, from + released.size()}) {
      assertThatThrownBy(() -> reader.read(position, new byte[1], 0, 1))
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  /** A reader that goes by segments gives out all that any may. */
  private void assertReleasedAsSaid() {
    assertThat(file.expectsSuccess()).as("opens").isFalse();
    assertThat(released.size()).isEqualTo((int) file.number("released"));
    assertReleasedIsRight(file.has("range") ? Long.parseLong(file.get("range").split(" ")[0]) : 0);
  }

  private void assertReleasedIsRight(long from) {
    byte[] whole = StreamVectors.plaintext((int) from + released.size());
    assertThat(released.toByteArray())
        .isEqualTo(Arrays.copyOfRange(whole, (int) from, whole.length));
  }

  /** The tag that is taken while sealing is the one that the stored bytes give. */
  private void assertOpaqueTag() {
    byte[] stream = file.bytes("stream");
    MessageDigest digest = Digests.sha256();
    digest.update(stream, 0, SealedSize.HEADER_BYTES);
    for (int at = SealedSize.HEADER_BYTES; at < stream.length; ) {
      at = Math.min(at + SealedSize.SEALED_SEGMENT_BYTES, stream.length);
      digest.update(stream, at - SealedSize.TAG_BYTES, SealedSize.TAG_BYTES);
    }
    assertThat(HexFormat.of().formatHex(digest.digest(), 0, 16)).isEqualTo(file.get("opaque-tag"));
  }
}
