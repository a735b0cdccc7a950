package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link BlobStore} does, also one far away that says at the first read only that there
 * is no such blob.
 */
public abstract class BlobStoreContract {

  private final UUID id = UUID.randomUUID();

  protected abstract BlobStore blobs();

  protected static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** How many bytes the blob of the test has. */
  private long length;

  protected final UUID id() {
    return id;
  }

  protected final SealedInput opened() throws IOException {
    return blobs().open(id, Stretch.all(length));
  }

  protected final void write(byte[] bytes) throws IOException {
    length = bytes.length;
    try (BlobStore.Writer writer = blobs().create(id, OptionalLong.of(length))) {
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }

  protected final byte[] read(long position, int length) throws IOException {
    byte[] buffer = new byte[length + 2];
    try (SealedInput input = opened()) {
      input.readFully(position, buffer, 1, length);
    }
    assertThat(buffer[0]).isZero();
    assertThat(buffer[length + 1]).isZero();
    return Arrays.copyOfRange(buffer, 1, length + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_767, 32_768, 32_769, 294_912, 294_913, 1_000_003})
  void write_inPieces_readsBackWhole(int length) throws IOException {
    byte[] bytes = random(length);
    byte[] lent = new byte[20_000];
    this.length = length;
    try (BlobStore.Writer writer = blobs().create(id, OptionalLong.empty())) {
      for (int at = 0; at < length; at += 19_999) {
        int count = Math.min(19_999, length - at);
        System.arraycopy(bytes, at, lent, 1, count);
        writer.write(lent, 1, count);
        Arrays.fill(lent, (byte) 0);
      }
      writer.commit();
    }
    try (SealedInput input = opened()) {
      assertThat(input.length()).isEqualTo(length);
    }
    assertThat(read(0, length)).isEqualTo(bytes);
  }

  @Test
  void readFully_anywhere_thoseBytes() throws IOException {
    byte[] bytes = random(700_000);
    write(bytes);
    for (int position : new int[] {0, 1, 262_143, 262_144, 699_999, 700_000}) {
      int length = Math.min(300_000, bytes.length - position);
      assertThat(read(position, length))
          .isEqualTo(Arrays.copyOfRange(bytes, position, position + length));
    }
  }

  @Test
  void readFully_beyondTheEnd_fails() throws IOException {
    write(random(10));
    assertThatThrownBy(() -> read(0, 11)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(11, 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(Long.MAX_VALUE, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(-1, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void open_unknown_noSuchFile() {
    length = 1;
    assertThatThrownBy(() -> read(0, 1)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void close_withoutCommit_leavesNothing() throws IOException {
    try (BlobStore.Writer writer = blobs().create(id, OptionalLong.empty())) {
      writer.write(random(100), 0, 100);
      length = 100;
      assertThatThrownBy(() -> read(0, 1)).isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> read(0, 1)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void close_afterCommit_keepsIt() throws IOException {
    BlobStore.Writer writer = blobs().create(id, OptionalLong.empty());
    writer.commit();
    writer.close();
    writer.close();
    assertThat(read(0, 0)).isEmpty();
  }

  @Test
  void write_afterCommit_fails() throws IOException {
    try (BlobStore.Writer writer = blobs().create(id, OptionalLong.empty())) {
      writer.commit();
      assertThatThrownBy(() -> writer.write(new byte[1], 0, 1)).isInstanceOf(Exception.class);
    }
    assertThat(read(0, 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300_001})
  void length_ofWhatIsThere_otherwiseNone(int size) throws IOException {
    assertThat(blobs().length(id)).isEmpty();
    write(random(size));
    assertThat(blobs().length(id)).hasValue(size);
  }

  @Test
  void delete_idempotent() throws IOException {
    write(new byte[] {1, 2});
    blobs().delete(id);
    blobs().delete(id);
    assertThatThrownBy(() -> read(0, 1)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void delete_several_thoseThatAreThereToo() throws IOException {
    write(new byte[] {1, 2});
    blobs().delete(List.of(UUID.randomUUID(), id, UUID.randomUUID()));
    assertThatThrownBy(() -> read(0, 1)).isInstanceOf(NoSuchFileException.class);
  }

  /** Header, end, then what is wanted, as a reader of sealed streams asks. */
  @ParameterizedTest
  @ValueSource(ints = {300_000, 3_000_000})
  void readFully_aStretchFromFrontToBack_thoseBytes(int size) throws IOException {
    byte[] bytes = random(size);
    write(bytes);
    long from = SealedSize.offsetOf(3);
    long to = SealedSize.offsetOf(17);
    try (SealedInput input = blobs().open(id, new Stretch(size, from, to))) {
      assertThat(read(input, 0, 56)).isEqualTo(Arrays.copyOf(bytes, 56));
      assertThat(read(input, size - 900, 900))
          .isEqualTo(Arrays.copyOfRange(bytes, size - 900, size));
      for (long at = from; at < to; at += 65_600) {
        int count = (int) Math.min(65_600, to - at);
        assertThat(read(input, at, count))
            .isEqualTo(Arrays.copyOfRange(bytes, (int) at, (int) at + count));
      }
    }
  }

  private static byte[] read(SealedInput input, long position, int count) throws IOException {
    byte[] buffer = new byte[count];
    input.readFully(position, buffer, 0, count);
    return buffer;
  }
}
