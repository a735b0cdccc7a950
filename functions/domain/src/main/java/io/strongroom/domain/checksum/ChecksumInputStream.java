package io.strongroom.domain.checksum;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Computes a checksum over what is read through it. Not thread-safe. */
public final class ChecksumInputStream extends FilterInputStream {

  private final ChecksumAlgorithm algorithm;
  private final ChecksumCalculator calculator;

  public ChecksumInputStream(InputStream in, ChecksumAlgorithm algorithm) {
    super(in);
    this.algorithm = algorithm;
    this.calculator = algorithm.newCalculator();
  }

  /** Of everything read so far; call once, at the end. */
  public ObjectChecksum checksum() {
    return ObjectChecksum.fullObject(algorithm, calculator.digest());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count > 0) {
      calculator.update(bytes, offset, count);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("every byte counts");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
