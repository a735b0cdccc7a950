package io.strongroom.storage.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream that says nothing for half a minute, under whoever waits for it. */
final class SilenceLimit extends FilterInputStream {

  private static final long SECONDS = 30;

  private final ScheduledExecutorService clock;

  SilenceLimit(InputStream stream, ScheduledExecutorService clock) {
    super(stream);
    this.clock = clock;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Future<?> limit = clock.schedule(this::cut, SECONDS, TimeUnit.SECONDS);
    try {
      return super.read(buffer, offset, length);
    } finally {
      limit.cancel(false);
    }
  }

  private void cut() {
    try {
      in.close();
    } catch (IOException gone) {
      // Whoever waits for it is told of the end either way.
    }
  }
}
