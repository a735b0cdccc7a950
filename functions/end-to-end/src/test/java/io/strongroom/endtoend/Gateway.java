package io.strongroom.endtoend;

import io.strongroom.testkit.RunningServer;
import java.nio.file.Path;

/** Everything in one process: {@code strongroom serve}. */
record Gateway(RunningServer server) implements Installation {

  @Override
  public Path data() {
    return server.data();
  }

  @Override
  public void close() {
    server.close();
  }
}
