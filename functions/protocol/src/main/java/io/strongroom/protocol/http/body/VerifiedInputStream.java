package io.strongroom.protocol.http.body;

import io.strongroom.domain.checksum.ObjectChecksum;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Passes plaintext on and checks it against everything promised. The read that would hand out the
 * last byte of a body of known length fails instead if anything is wrong, so that whoever has all
 * bytes has a verified body. Whoever reads on after a refusal is refused again. Reads nothing
 * beyond the declared length. Not thread-safe.
 */
final class VerifiedInputStream extends InputStream {

  private final InputStream in;
  private final OptionalLong length;
  private final BodyDigests digests;
  private final Function<String, Optional<String>> trailers;

  private long received;
  private boolean verified;
  private @Nullable RuntimeException refusal;
  private Optional<ObjectChecksum> checksum = Optional.empty();

  /** For a body without aws-chunked framing. */
  VerifiedInputStream(InputStream in, OptionalLong length, BodyDigests digests) {
    this(in, length, digests, name -> Optional.empty());
  }

  /** For a body with aws-chunked framing, whose stream checks the length itself. */
  VerifiedInputStream(AwsChunkedInputStream in, OptionalLong length, BodyDigests digests) {
    this(in, length, digests, in::trailer);
  }

  private VerifiedInputStream(
      InputStream in,
      OptionalLong length,
      BodyDigests digests,
      Function<String, Optional<String>> trailers) {
    this.in = in;
    this.length = length;
    this.digests = digests;
    this.trailers = trailers;
  }

  /**
   * The body's checksum.
   *
   * @throws IllegalStateException before the end of the body was reached
   */
  Optional<ObjectChecksum> checksum() {
    if (!verified) {
      throw new IllegalStateException("the body is not read to its end");
    }
    return checksum;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (refusal != null) {
      throw refusal;
    }
    if (verified) {
      return -1;
    }
    if (count == 0) {
      return 0;
    }
    try {
      return readOn(bytes, offset, count);
    } catch (RuntimeException e) {
      refusal = e;
      throw e;
    }
  }

  /** Plaintext that comes without waiting for the client. */
  @Override
  public int available() throws IOException {
    return refusal != null || verified ? 0 : (int) Math.min(in.available(), remaining());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int readOn(byte[] bytes, int offset, int count) throws IOException {
    if (atDeclaredEnd()) {
      end();
      return -1;
    }
    int read = in.read(bytes, offset, (int) Math.min(count, remaining()));
    if (read < 0) {
      endEarly();
      return -1;
    }
    digests.update(bytes, offset, read);
    received += read;
    if (atDeclaredEnd()) {
      end();
    }
    return read;
  }

  private boolean atDeclaredEnd() {
    return length.isPresent() && received == length.getAsLong();
  }

  private long remaining() {
    return length.isPresent() ? length.getAsLong() - received : Long.MAX_VALUE;
  }

  private void endEarly() {
    if (length.isPresent()) {
      throw new BodyRejected.IncompleteBody(length.getAsLong(), received);
    }
    verify();
  }

  private void end() throws IOException {
    if (in instanceof AwsChunkedInputStream && in.read() >= 0) {
      throw new IllegalStateException("more plaintext than its own declared length");
    }
    verify();
  }

  private void verify() {
    checksum = digests.verify(trailers);
    verified = true;
  }
}
