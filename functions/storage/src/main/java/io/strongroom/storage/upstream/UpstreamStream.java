package io.strongroom.storage.upstream;

import io.strongroom.domain.port.Stretch;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * A stretch of a blob, from front to back, by one request; by a further one from where it was when
 * the connection breaks. Not thread-safe.
 */
final class UpstreamStream {

  /** Cheaper to read to the end than to open another connection. */
  private static final int DRAINED = 64 * 1024;

  private static final int TRIES = 3;

  private final UpstreamCalls calls;
  private final String name;
  private final Stretch stretch;
  private long position;
  private Optional<InputStream> body = Optional.empty();

  UpstreamStream(UpstreamCalls calls, String name, long position, Stretch stretch) {
    this.calls = calls;
    this.name = name;
    this.position = position;
    this.stretch = stretch;
  }

  long position() {
    return position;
  }

  /**
   * @throws IOException when the stream broke and could not be taken up again; it can then be read
   *     from the same position later
   */
  void readFully(byte[] buffer, int offset, int length) throws IOException {
    int done = 0;
    int fruitless = 0;
    while (done < length) {
      try {
        int n = open().read(buffer, offset + done, length - done);
        if (n < 0) {
          throw new IOException("the store's answer was cut");
        }
        done += n;
        position += n;
        fruitless = 0;
      } catch (UpstreamRefusal | UpstreamInput.WrongRange refused) {
        throw refused;
      } catch (IOException broken) {
        closeBody();
        fruitless++;
        if (fruitless == TRIES) {
          throw broken;
        }
      }
    }
  }

  private InputStream open() throws IOException {
    if (body.isEmpty()) {
      HttpResponse<InputStream> response =
          calls.open(UpstreamInput.ranged(name, position, stretch.to()));
      InputStream stream = calls.limited(response.body());
      body = Optional.of(stream);
      UpstreamInput.requireRange(response, position, stretch.to(), stretch.sealedLength());
    }
    return body.get();
  }

  /** The connection can be used again only when its answer was read to the end. */
  void close() {
    if (body.isPresent() && stretch.to() - position <= DRAINED) {
      try {
        body.get().skipNBytes(stretch.to() - position);
        body.get().read();
      } catch (IOException broken) {
        // It is closed in any case.
      }
    }
    closeBody();
  }

  private void closeBody() {
    try {
      if (body.isPresent()) {
        body.get().close();
      }
    } catch (IOException gone) {
      // There is nothing that could be lost.
    }
    body = Optional.empty();
  }
}
