package io.strongroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code postmaster.pid}: what PostgreSQL leaves in its data folder while it runs, and after a
 * kill.
 *
 * <p>Its first line is a process number. After a reboot, or a long while, that number may belong to
 * some other program, which must not be sent a signal; and as long as a process of that number
 * lives, PostgreSQL will not start. Hence the check of what the process is.
 */
final class PostmasterFile {
  private final Path dataDirectory;

  PostmasterFile(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** What the file says about the data folder. */
  enum State {
    /** No file, or the process it names is gone: PostgreSQL sorts that out by itself. */
    FREE,
    /** A PostgreSQL of this folder runs. */
    RUNNING,
    /** The number now belongs to another program. */
    REUSED_NUMBER
  }

  State state() throws IOException {
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      return State.FREE;
    }
    return isPostgresOf(process.get()) ? State.RUNNING : State.REUSED_NUMBER;
  }

  /**
   * Removes the file when the number in it belongs to another program.
   *
   * @throws StartupException if a PostgreSQL process still works in the folder, in which case
   *     starting a second one would destroy data
   */
  void removeReused() throws IOException {
    if (ProcessHandle.allProcesses().anyMatch(this::isPostgresOf)) {
      throw new StartupException(
          "A PostgreSQL process still uses " + dataDirectory + "; end it, then start again.");
    }
    Files.deleteIfExists(file());
  }

  /** The living process the file names, whatever it is. */
  Optional<ProcessHandle> process() throws IOException {
    return number(0).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
  }

  /** The port on which the server of this file listens, or did. */
  Optional<Long> port() throws IOException {
    return number(3);
  }

  private Optional<Long> number(int line) throws IOException {
    if (Files.notExists(file())) {
      return Optional.empty();
    }
    return Files.readString(file())
        .lines()
        .skip(line)
        .findFirst()
        .map(String::strip)
        .filter(text -> text.matches("[1-9][0-9]{0,9}"))
        .map(Long::parseLong);
  }

  private boolean isPostgresOf(ProcessHandle process) {
    boolean postgres =
        process.info().command().filter(command -> command.endsWith("/bin/postgres")).isPresent();
    return postgres && workingDirectory(process).map(this::isDataDirectory).orElse(true);
  }

  /** Every PostgreSQL process works in its data folder; only Linux tells where a process works. */
  private static Optional<Path> workingDirectory(ProcessHandle process) {
    try {
      return Optional.of(
          Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isDataDirectory(Path path) {
    try {
      return Files.isSameFile(path, dataDirectory);
    } catch (IOException e) {
      return false;
    }
  }

  private Path file() {
    return dataDirectory.resolve("postmaster.pid");
  }
}
