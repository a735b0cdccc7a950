package io.strongroom.domain.testing;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs in memory; tests may look at them and damage them. */
public final class InMemoryBlobs implements BlobStore {

  private final Map<UUID, byte[]> blobs = new ConcurrentHashMap<>();

  /** Ids of the durable blobs. */
  public Set<UUID> ids() {
    return Set.copyOf(blobs.keySet());
  }

  /** A copy of a durable blob's bytes. */
  public byte[] bytes(UUID id) {
    return blobs.get(id).clone();
  }

  /** Puts other bytes in a blob's place. */
  public void replace(UUID id, byte[] bytes) {
    blobs.put(id, bytes.clone());
  }

  @Override
  public Writer create(UUID id, OptionalLong sealedLength) {
    return new InMemoryWriter(id);
  }

  @Override
  public SealedInput open(UUID id, Stretch stretch) throws IOException {
    byte[] bytes = blobs.get(id);
    if (bytes == null) {
      throw new NoSuchFileException(id.toString());
    }
    return new InMemoryInput(bytes);
  }

  @Override
  public OptionalLong length(UUID id) {
    byte[] bytes = blobs.get(id);
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
  }

  @Override
  public void delete(UUID id) {
    blobs.remove(id);
  }

  private final class InMemoryWriter implements Writer {

    private final UUID id;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean closed;

    InMemoryWriter(UUID id) {
      this.id = id;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      requireOpen();
      bytes.write(buffer, offset, length);
    }

    @Override
    public void commit() throws IOException {
      requireOpen();
      closed = true;
      if (blobs.putIfAbsent(id, bytes.toByteArray()) != null) {
        throw new IllegalStateException("blob written twice: " + id);
      }
    }

    @Override
    public void close() {
      closed = true;
    }

    private void requireOpen() throws IOException {
      if (closed) {
        throw new IOException("blob writer is closed");
      }
    }
  }

  private record InMemoryInput(byte[] bytes) implements SealedInput {

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
      if (position < 0 || length > bytes.length - position) {
        throw new EOFException("beyond the end of the blob");
      }
      System.arraycopy(bytes, (int) position, buffer, offset, length);
    }

    @Override
    public void close() {}
  }
}
