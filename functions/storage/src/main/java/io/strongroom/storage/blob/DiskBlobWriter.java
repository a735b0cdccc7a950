package io.strongroom.storage.blob;

import io.strongroom.domain.port.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** One file in the making. Removed unless it was committed. */
final class DiskBlobWriter implements BlobStore.Writer {

  private static final Logger LOG = Logger.getLogger(DiskBlobWriter.class);

  /** Enough for most small objects; a longer blob gets the large buffer with its first overflow. */
  private static final int FIRST_BUFFER_BYTES = 8 * 1024;

  private static final int BUFFER_BYTES = 256 * 1024;

  private final Path unfinished;
  private final FileChannel channel;
  private final DiskCall<Path> publish;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER_BYTES);
  private boolean committed;

  DiskBlobWriter(Path unfinished, FileChannel channel, DiskCall<Path> publish) {
    this.unfinished = unfinished;
    this.channel = channel;
    this.publish = publish;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    DiskCall.attempt(
        "write a blob",
        () -> {
          if (!channel.isOpen()) {
            throw new ClosedChannelException();
          }
          int from = offset;
          int end = offset + length;
          while (from < end) {
            if (!buffer.hasRemaining()) {
              flush();
              grow();
            }
            int count = Math.min(buffer.remaining(), end - from);
            buffer.put(bytes, from, count);
            from += count;
          }
          return length;
        });
  }

  @Override
  public void commit() {
    DiskCall.attempt(
        "commit a blob",
        () -> {
          flush();
          channel.force(true);
          channel.close();
          Path file = publish.run();
          committed = true;
          return file;
        });
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private void grow() {
    if (buffer.capacity() < BUFFER_BYTES) {
      buffer = ByteBuffer.allocate(BUFFER_BYTES);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (!committed) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      // The next start removes the file; the request has its own answer by now.
      LOG.warnf("cannot remove an unfinished blob: %s", e);
    }
  }
}
