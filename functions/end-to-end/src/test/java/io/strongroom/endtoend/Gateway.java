package io.strongroom.endtoend;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Everything in one process: {@code strongroom serve}. */
record Gateway(RunningServer server, TemporaryFolder folder) implements Installation {

  @Override
  public Path data() {
    return server.data();
  }

  @Override
  public Connection database() throws IOException, SQLException {
    List<String> postmaster = Files.readAllLines(data().resolve("postgres/postmaster.pid"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/strongroom",
        "strongroom",
        Files.readString(data().resolve("secrets/postgres-strongroom.password")).strip());
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
