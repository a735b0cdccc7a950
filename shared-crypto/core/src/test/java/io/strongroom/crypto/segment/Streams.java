package io.strongroom.crypto.segment;

import io.strongroom.crypto.secret.DataKey;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;

/** Sealed streams in memory. */
final class Streams {

  private Streams() {}

  static final class MemoryInput implements SealedInput {
    private final byte[] bytes;
    boolean closed;
    long bytesRead;

    MemoryInput(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
      if (position < 0 || position + length > bytes.length) {
        throw new EOFException();
      }
      System.arraycopy(bytes, (int) position, buffer, offset, length);
      bytesRead += length;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  record Sealed(byte[] bytes, SealedStream stream) {}

  static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static Sealed seal(DataKey key, StreamContext context, byte[] clear) {
    return seal(SegmentSealer.start(key, context), clear, clear.length);
  }

  static Sealed seal(SegmentSealer sealer, byte[] clear, int writeLength) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (sealer) {
      for (int at = 0; at < clear.length; at += writeLength) {
        sealer.update(clear, at, Math.min(writeLength, clear.length - at), out::write);
      }
      SealedStream stream = sealer.finish(out::write);
      return new Sealed(out.toByteArray(), stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] open(DataKey key, StreamContext context, Sealed sealed) {
    return open(key, context, sealed.stream().commitment(), sealed.bytes());
  }

  static byte[] open(DataKey key, StreamContext context, StreamCommitment expected, byte[] sealed) {
    try (SealedReader reader = SealedReader.open(key, context, expected, new MemoryInput(sealed))) {
      byte[] out = new byte[(int) reader.plaintextLength()];
      int read = reader.read(0, out, 0, out.length);
      return read == out.length ? out : Arrays.copyOf(out, Math.max(0, read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
