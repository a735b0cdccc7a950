package io.strongroom.crypto.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.Streams.Sealed;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of the standard library in front of and behind sealed ones. */
class AdaptersTest {

  private static final int S = SealedSize.SEGMENT_BYTES;

  private final StreamContext context = StreamContext.ofBlob(UUID.randomUUID());
  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);
  private final byte[] clear = Streams.random(3 * S + 100, 1);
  private final Sealed sealed = Streams.seal(key, context, clear);

  private SealedReader open(SealedInput in) throws IOException {
    return SealedReader.open(key, context, sealed.stream().commitment(), in);
  }

  @Test
  void asInputStream_readInOddPieces_theWhole() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = open(SealedInput.of(sealed.bytes())).asInputStream()) {
      out.write(in.read());
      byte[] buffer = new byte[S + 13];
      for (int n = in.read(buffer, 5, S); n >= 0; n = in.read(buffer, 5, S)) {
        out.write(buffer, 5, n);
      }
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(buffer, 0, 0)).isZero();
    }
    assertThat(out.toByteArray()).isEqualTo(clear);
  }

  @Test
  void asInputStream_skipped_goesOnBehind() throws IOException {
    try (InputStream in = open(SealedInput.of(sealed.bytes())).asInputStream()) {
      assertThat(in.skip(2L * S + 1)).isEqualTo(2L * S + 1);
      assertThat((byte) in.read()).isEqualTo(clear[2 * S + 1]);
      assertThat(in.skip(-1)).isZero();
      assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(S + 98);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void asInputStream_segmentChanged_rejectedNowAndLater() throws IOException {
    byte[] changed = sealed.bytes().clone();
    changed[(int) SealedSize.offsetOf(1)] ^= 1;
    try (InputStream in = open(SealedInput.of(changed)).asInputStream()) {
      assertThat(in.readNBytes(S)).hasSize(S);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(in::read).isInstanceOf(CiphertextRejected.class);
      }
    }
  }

  @Test
  void read_readerClosed_refused() throws IOException {
    SealedReader reader = open(SealedInput.of(sealed.bytes()));
    reader.close();

    assertThatThrownBy(() -> reader.read(0, new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void memory_readPastTheEnd_eof() {
    SealedInput in = SealedInput.of(new byte[10]);

    assertThatThrownBy(() -> in.readFully(5, new byte[10], 0, 6)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> in.readFully(Long.MAX_VALUE, new byte[10], 0, 1))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void channel_ofAFile_sealedIntoAndOpenedFrom(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("blob");
    SealedStream stream;
    try (FileChannel channel =
            FileChannel.open(Files.createFile(file), java.nio.file.StandardOpenOption.WRITE);
        SegmentSealer sealer = SegmentSealer.start(key, context)) {
      SealedOutput out = SealedOutput.to(channel);
      sealer.update(clear, 0, clear.length, out);
      stream = sealer.finish(out);
    }
    assertThat(Files.size(file)).isEqualTo(stream.sealedLength());

    try (InputStream in =
        SealedReader.open(key, context, stream.commitment(), FileInput.of(FileChannel.open(file)))
            .asInputStream()) {
      assertThat(in.readAllBytes()).isEqualTo(clear);
    }
  }

  @Test
  void channel_takingOneByteAtATime_getsAll() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    WritableByteChannel slow =
        new WritableByteChannel() {
          @Override
          public int write(ByteBuffer source) {
            written.write(source.get());
            return 1;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };

    SealedOutput.to(slow).write(clear, 10, 1000);

    assertThat(written.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(clear, 10, 1010));
  }
}
