package io.strongroom.domain.content;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ChecksumCalculator;
import io.strongroom.domain.checksum.ObjectChecksum;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** A body with a checksum computed on the way, in place of whatever checksum it had. */
public final class ChecksummedBody implements RequestBody {

  private final RequestBody body;
  private final ChecksumAlgorithm algorithm;
  private final ChecksumCalculator calculator;

  public ChecksummedBody(RequestBody body, ChecksumAlgorithm algorithm) {
    this.body = body;
    this.algorithm = algorithm;
    this.calculator = algorithm.newCalculator();
  }

  @Override
  public InputStream stream() {
    return new FilterInputStream(body.stream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
          calculator.update(buffer, offset, n);
        }
        return n;
      }
    };
  }

  @Override
  public OptionalLong length() {
    return body.length();
  }

  @Override
  public Optional<ChecksumAlgorithm> declaredChecksum() {
    return body.declaredChecksum();
  }

  @Override
  public Optional<ObjectChecksum> checksum() {
    return Optional.of(
        new ObjectChecksum(
            algorithm,
            ObjectChecksum.Type.FULL_OBJECT,
            Base64.getEncoder().encodeToString(calculator.digest())));
  }
}
