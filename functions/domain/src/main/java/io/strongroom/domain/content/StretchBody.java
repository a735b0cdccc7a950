package io.strongroom.domain.content;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** The next so many bytes of an object as a body. Leaves what is behind them to be read. */
final class StretchBody implements RequestBody {

  private final ObjectContent content;
  private final long length;

  StretchBody(ObjectContent content, long length) {
    this.content = content;
    this.length = length;
  }

  @Override
  public InputStream stream() {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int size) throws IOException {
        if (left == 0) {
          return -1;
        }
        int n = content.read(buffer, offset, (int) Math.min(size, left));
        left -= Math.max(0, n);
        return n;
      }

      // All of it: it comes from the store, and nobody is waited for.
      @Override
      public int available() {
        return (int) Math.min(left, Integer.MAX_VALUE);
      }
    };
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(length);
  }

  @Override
  public Optional<ChecksumAlgorithm> declaredChecksum() {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectChecksum> checksum() {
    return Optional.empty();
  }
}
