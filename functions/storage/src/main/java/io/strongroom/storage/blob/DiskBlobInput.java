package io.strongroom.storage.blob;

import io.strongroom.crypto.segment.SealedInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Positional reads of one file; they share no position, so threads do not disturb one another.
 *
 * @param length in bytes; a durable blob never changes
 */
record DiskBlobInput(FileChannel channel, long length) implements SealedInput {

  /** The JDK keeps a native buffer of the largest read per thread; this bounds it. */
  private static final int MAX_READ_BYTES = 256 * 1024;

  @Override
  public void readFully(long position, byte[] buffer, int offset, int count) throws IOException {
    if (position < 0 || count > length - position) {
      throw new EOFException("beyond the end of the blob");
    }
    int done = 0;
    while (done < count) {
      int wanted = Math.min(count - done, MAX_READ_BYTES);
      int read = read(ByteBuffer.wrap(buffer, offset + done, wanted), position + done);
      if (read < 0) {
        throw new EOFException("the blob's file was cut");
      }
      done += read;
    }
  }

  private int read(ByteBuffer target, long position) {
    return DiskCall.attempt("read a blob", () -> channel.read(target, position));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
