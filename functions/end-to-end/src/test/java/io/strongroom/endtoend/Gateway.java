package io.strongroom.endtoend;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Everything in one process: {@code strongroom serve}. */
record Gateway(RunningServer server, TemporaryFolder folder) implements Installation {

  @Override
  public Path data() {
    return server.data();
  }

  @Override
  public String log() throws IOException {
    return server.out() + server.err();
  }

  @Override
  public void close() {
    server.close();
    folder.close();
  }
}
