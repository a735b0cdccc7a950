package io.strongroom.storage.blob;

import io.strongroom.domain.port.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * One file in the making. Removed unless it was committed. Bytes go to the file as they come, since
 * whoever seals them brings several segments at a time: a writer that waits holds no memory.
 */
final class DiskBlobWriter implements BlobStore.Writer {

  private static final Logger LOG = Logger.getLogger(DiskBlobWriter.class);

  private final Path unfinished;
  private final FileChannel channel;
  private final DiskCall<Path> publish;
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
          ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
          while (left.hasRemaining()) {
            channel.write(left);
          }
          return length;
        });
  }

  @Override
  public void commit() {
    DiskCall.attempt(
        "commit a blob",
        () -> {
          channel.force(true);
          channel.close();
          Path file = publish.run();
          committed = true;
          return file;
        });
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
