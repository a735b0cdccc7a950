package io.strongroom.storage.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream that says nothing for some time, under whoever waits for it. */
final class SilenceLimit extends FilterInputStream {

  private final Duration limit;
  private final ScheduledExecutorService clock;

  SilenceLimit(InputStream stream, Duration limit, ScheduledExecutorService clock) {
    super(stream);
    this.limit = limit;
    this.clock = clock;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Future<?> end = clock.schedule(() -> cut(in), limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return super.read(buffer, offset, length);
    } finally {
      end.cancel(false);
    }
  }

  static void cut(InputStream stream) {
    try {
      stream.close();
    } catch (IOException gone) {
      // Whoever waits for it is told of the end either way.
    }
  }
}
