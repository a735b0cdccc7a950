package io.strongroom.domain.content;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A few bytes as a body. */
public final class BytesBody implements RequestBody {

  private final byte[] bytes;

  /**
   * @param bytes not copied
   */
  public BytesBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(bytes.length);
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
