package io.strongroom.storage.upstream;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Stretch;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a blob in the store. A short one comes whole; of a longer one the stretch that is wanted
 * comes in one request, as it is read, and whatever else is asked for in requests of its own. Used
 * by one thread at a time.
 */
final class UpstreamInput implements SealedInput {

  /** Comes whole: further requests would cost more than the bytes. */
  static final int SHORT = 1 << 20;

  private final UpstreamCalls calls;
  private final UUID id;
  private final Stretch stretch;
  private Optional<byte[]> whole = Optional.empty();
  private Optional<UpstreamStream> stream = Optional.empty();
  private boolean closed;

  UpstreamInput(UpstreamCalls calls, UUID id, Stretch stretch) {
    this.calls = calls;
    this.id = id;
    this.stretch = stretch;
  }

  @Override
  public long length() {
    return stretch.sealedLength();
  }

  @Override
  public void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the blob is closed");
    }
    if (position < 0 || length > length() - position) {
      throw new EOFException("beyond the end of the blob");
    }
    try {
      if (length() <= SHORT) {
        System.arraycopy(whole(), (int) position, buffer, offset, length);
      } else if (!isNext(position, length)) {
        System.arraycopy(range(position, position + length), 0, buffer, offset, length);
      } else {
        stream.orElseThrow().readFully(buffer, offset, length);
      }
    } catch (IOException e) {
      throw told(e);
    }
  }

  /** Whether the stream has these bytes next; opens it when they are its first. */
  private boolean isNext(long position, int length) {
    if (stream.isEmpty() && position == stretch.from() && position + length <= stretch.to()) {
      stream = Optional.of(new UpstreamStream(calls, name(), position, stretch));
    }
    return stream.filter(open -> open.position() == position).isPresent()
        && position + length <= stretch.to();
  }

  private String name() {
    return calls.bucket().name(id);
  }

  private byte[] whole() throws IOException {
    if (whole.isEmpty()) {
      whole = Optional.of(length() == 0 ? empty() : range(0, length()));
    }
    return whole.get();
  }

  private byte[] empty() throws IOException {
    return calls.call(
        () -> UpstreamRequest.of("GET", name(), ""), response -> response.body().readNBytes(1));
  }

  private byte[] range(long from, long to) throws IOException {
    return calls.call(
        () -> ranged(name(), from, to),
        response -> {
          requireRange(response, from, to, length());
          byte[] bytes = response.body().readNBytes((int) (to - from));
          if (bytes.length < to - from) {
            throw new EOFException("the store's answer was cut");
          }
          return bytes;
        });
  }

  static UpstreamRequest ranged(String name, long from, long to) {
    return UpstreamRequest.of("GET", name, "").header("Range", "bytes=" + from + "-" + (to - 1));
  }

  /**
   * A store that answers with other bytes, or with a blob of another length, holds another blob.
   */
  static void requireRange(HttpResponse<InputStream> response, long from, long to, long length)
      throws IOException {
    String expected = "bytes " + from + "-" + (to - 1) + "/" + length;
    boolean all = response.statusCode() == 200 && from == 0 && to == length;
    if (!all
        && !response.headers().firstValue("Content-Range").filter(expected::equals).isPresent()) {
      throw new WrongRange();
    }
  }

  /** The blob is not as long as it was when it was written. */
  static final class WrongRange extends IOException {
    private static final long serialVersionUID = 1L;

    WrongRange() {
      super("a blob of another length");
    }
  }

  private IOException told(IOException failed) throws IOException {
    if (failed instanceof WrongRange) {
      throw new ObjectStoreException(
          new RequestError.ObjectDamaged(Damage.of("a blob upstream is of another length").in(id)),
          failed);
    }
    if (failed instanceof UpstreamRefusal refusal) {
      if (refusal.kind() == UpstreamRefusal.Kind.ABSENT) {
        throw new NoSuchFileException(id.toString());
      }
      if (refusal.status() == 416) {
        throw new ObjectStoreException(
            new RequestError.ObjectDamaged(Damage.of("a blob upstream is too short").in(id)),
            failed);
      }
    }
    throw UpstreamCalls.failure("read a blob", failed);
  }

  @Override
  public void close() {
    closed = true;
    stream.ifPresent(UpstreamStream::close);
    whole = Optional.empty();
  }
}
