package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.BlobStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What a {@link BlobStore} near by does beyond the contract of all. */
public abstract class LocalBlobStoreContract extends BlobStoreContract {

  @Test
  void commit_idInUse_failsAndKeepsTheFirst() throws IOException {
    write(new byte[] {1});
    assertThatThrownBy(() -> write(new byte[] {2})).isInstanceOf(Exception.class);
    assertThat(read(0, 1)).containsExactly(1);
  }

  @Test
  void delete_idempotent_openReadersGoOn() throws IOException {
    write(new byte[] {1, 2});
    try (SealedInput input = opened()) {
      blobs().delete(id());
      blobs().delete(id());
      byte[] buffer = new byte[2];
      input.readFully(0, buffer, 0, 2);
      assertThat(buffer).containsExactly(1, 2);
    }
    assertThatThrownBy(() -> opened()).isInstanceOf(NoSuchFileException.class);
  }
}
