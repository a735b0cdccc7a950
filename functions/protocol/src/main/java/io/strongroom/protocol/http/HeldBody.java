package io.strongroom.protocol.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * Bodies that are read whole before anybody looks at them: documents of a few KiB, not objects.
 * Stateless; blocks while it reads.
 */
public final class HeldBody {

  private HeldBody() {}

  /**
   * The bytes of a body. One that says it is too long is not waited for.
   *
   * @param most bytes
   * @param tooLong what is thrown for a longer one
   */
  public static byte[] read(
      WireRequest request, int most, Supplier<? extends RuntimeException> tooLong) {
    if (request.headers().first("content-length").filter(said -> isOver(said, most)).isPresent()) {
      throw tooLong.get();
    }
    try (InputStream in = request.body().get()) {
      byte[] body = in.readNBytes(most + 1);
      if (body.length > most) {
        throw tooLong.get();
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The request as it is to whoever reads its body again. */
  public static WireRequest keep(WireRequest request, byte[] body) {
    return request.withBody(() -> new ByteArrayInputStream(body));
  }

  private static boolean isOver(String length, int most) {
    return !length.matches("[0-9]{1,9}") || Integer.parseInt(length) > most;
  }
}
