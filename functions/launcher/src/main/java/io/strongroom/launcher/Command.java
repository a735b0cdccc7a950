package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;

/** What the command line asks for. */
public sealed interface Command {
  /** Run the server until a signal ends it. */
  record Serve(ServeOptions options) implements Command {}

  /**
   * Run the main job on a file, or on one made for it, and tell what happens.
   *
   * @param keep whether the data folder stays when the demo has ended
   */
  record Demo(Optional<Path> file, boolean keep) implements Command {}

  /** Print the environment of a client. */
  record Env(DataDirectory data) implements Command {}

  /**
   * Print the record of an object, as the {@code open} command needs it.
   *
   * @param databaseUrl of a database that is not the data folder's own
   * @param sealed folder for sealed bytes that are in the database and not in a blob
   * @param version empty for the current one
   */
  record PrintRecord(
      DataDirectory data,
      Optional<String> databaseUrl,
      Optional<Path> sealed,
      Optional<String> version,
      String bucket,
      String key)
      implements Command {}

  /** Print what the command line may ask for. */
  record Help() implements Command {}
}
