package io.strongroom.protocol.http.form;

import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.ObjectStoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file that is refused as soon as it is longer, or at its end if it is shorter, than agreed. */
final class SizedFile extends FilterInputStream {

  private final SizeRange range;
  private long size;

  SizedFile(InputStream file, SizeRange range) {
    super(file);
    this.range = range;
  }

  /**
   * @param least bytes, inclusive
   * @param most bytes, inclusive
   */
  record SizeRange(long least, long most) {

    static final SizeRange ANY = new SizeRange(0, Long.MAX_VALUE);

    SizeRange and(SizeRange other) {
      return new SizeRange(Math.max(least, other.least), Math.min(most, other.most));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = in.read(bytes, offset, length);
    if (n < 0) {
      if (size < range.least()) {
        throw new ObjectStoreException(new FormError.FileTooSmall(size, range.least()));
      }
      return n;
    }
    size += n;
    if (size > range.most()) {
      throw new ObjectStoreException(new FormError.FileTooLarge(size, range.most()));
    }
    return n;
  }
}
