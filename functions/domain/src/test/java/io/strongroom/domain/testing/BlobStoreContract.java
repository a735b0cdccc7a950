package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.BlobStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link BlobStore} does. */
public abstract class BlobStoreContract {

  private final UUID id = UUID.randomUUID();

  protected abstract BlobStore blobs();

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private void write(byte[] bytes) throws IOException {
    try (BlobStore.Writer writer = blobs().create(id)) {
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }

  private byte[] read(long position, int length) throws IOException {
    byte[] buffer = new byte[length + 2];
    try (SealedInput input = blobs().open(id)) {
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
    try (BlobStore.Writer writer = blobs().create(id)) {
      for (int at = 0; at < length; at += 19_999) {
        int count = Math.min(19_999, length - at);
        System.arraycopy(bytes, at, lent, 1, count);
        writer.write(lent, 1, count);
        Arrays.fill(lent, (byte) 0);
      }
      writer.commit();
    }
    try (SealedInput input = blobs().open(id)) {
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
    assertThatThrownBy(() -> blobs().open(id)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void close_withoutCommit_leavesNothing() throws IOException {
    try (BlobStore.Writer writer = blobs().create(id)) {
      writer.write(random(100), 0, 100);
      assertThatThrownBy(() -> blobs().open(id)).isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> blobs().open(id)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void close_afterCommit_keepsIt() throws IOException {
    BlobStore.Writer writer = blobs().create(id);
    writer.commit();
    writer.close();
    writer.close();
    assertThat(read(0, 0)).isEmpty();
  }

  @Test
  void write_afterCommit_fails() throws IOException {
    try (BlobStore.Writer writer = blobs().create(id)) {
      writer.commit();
      assertThatThrownBy(() -> writer.write(new byte[1], 0, 1)).isInstanceOf(Exception.class);
    }
    assertThat(read(0, 0)).isEmpty();
  }

  @Test
  void commit_idInUse_failsAndKeepsTheFirst() throws IOException {
    write(new byte[] {1});
    assertThatThrownBy(() -> write(new byte[] {2})).isInstanceOf(Exception.class);
    assertThat(read(0, 1)).containsExactly(1);
  }

  @Test
  void delete_idempotent_openReadersGoOn() throws IOException {
    write(new byte[] {1, 2});
    try (SealedInput input = blobs().open(id)) {
      blobs().delete(id);
      blobs().delete(id);
      byte[] buffer = new byte[2];
      input.readFully(0, buffer, 0, 2);
      assertThat(buffer).containsExactly(1, 2);
    }
    assertThatThrownBy(() -> blobs().open(id)).isInstanceOf(NoSuchFileException.class);
  }
}
