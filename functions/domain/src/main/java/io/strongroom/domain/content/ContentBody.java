package io.strongroom.domain.content;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** The plaintext of one object as the body of another. */
public final class ContentBody implements RequestBody {

  private final ObjectContent content;
  private final long length;

  /**
   * @param length plaintext bytes that {@code content} gives
   */
  public ContentBody(ObjectContent content, long length) {
    this.content = content;
    this.length = length;
  }

  @Override
  public InputStream stream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int size) throws IOException {
        return content.read(buffer, offset, size);
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
