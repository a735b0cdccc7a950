package io.strongroom.crypto.segment;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A sealed stream in a file. */
public final class FileInput implements SealedInput {

  private final FileChannel channel;
  private final long length;

  private FileInput(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  /**
   * Opens {@code file} for reading.
   *
   * @throws IOException when it cannot be
   */
  public static FileInput open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return of(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Reads from {@code channel}, whose position stays as it is, and which is closed with this.
   *
   * @throws IOException when its size cannot be told
   */
  public static FileInput of(FileChannel channel) throws IOException {
    return new FileInput(channel, channel.size());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
    while (target.hasRemaining()) {
      if (channel.read(target, position + target.position() - offset) < 0) {
        throw new EOFException("stored stream ends early");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
