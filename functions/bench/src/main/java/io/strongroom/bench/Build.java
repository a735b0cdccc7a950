package io.strongroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A checkout that is built: this one, or a commit's in a folder beside the results.
 *
 * @param name how the table calls it
 * @param folder root of the checkout
 */
record Build(String name, Path folder) {

  static Build ofCommit(Path repository, String commit, Path scratch) throws IOException {
    Path folder = scratch.resolve("baseline-" + commit);
    if (!Files.isDirectory(folder)) {
      run(scratch, List.of("git", "clone", "-q", repository.toString(), folder.toString()));
      run(folder, List.of("git", "checkout", "-q", commit));
    }
    return new Build(commit, folder);
  }

  /** What the launcher starts; built when it is missing or older than its sources. */
  Path launcher() {
    return folder.resolve("strongroom");
  }

  static void run(Path folder, List<String> command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " fails in " + folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
