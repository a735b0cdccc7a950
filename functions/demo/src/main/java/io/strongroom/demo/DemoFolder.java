package io.strongroom.demo;

import io.strongroom.local.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The demo's own data folder.
 *
 * @param data the folder
 * @param file what to store; absent: something made for it
 * @param keep whether the folder stays
 */
public record DemoFolder(Path data, Optional<Path> file, boolean keep) {

  /** One request takes this much (S3: "Maximum object size that can be uploaded in one PUT"). */
  private static final long LARGEST_FILE_IN_BYTES = 5L << 30;

  /**
   * Makes the folder.
   *
   * @throws StartupException if it cannot be made, or the file cannot be stored
   */
  public static DemoFolder create(Optional<Path> file, boolean keep) {
    Optional<Path> absolute = file.map(Path::toAbsolutePath);
    try {
      if (absolute.isPresent()) {
        check(absolute.get());
      }
      return new DemoFolder(Files.createTempDirectory("strongroom-demo-"), absolute, keep);
    } catch (IOException e) {
      throw StartupException.because("Cannot prepare the demo", e);
    }
  }

  /** Has the server's log go to a file in the folder: the terminal is for the story. */
  public void divertLog() {
    Properties properties = System.getProperties();
    properties.setProperty("quarkus.log.console.enabled", "false");
    properties.setProperty("quarkus.log.file.enabled", "true");
    properties.setProperty("quarkus.log.file.path", data.resolve("logs/server.log").toString());
  }

  /** Has every object go to a file, whatever its size: the story looks at it. */
  public void storeAsFiles() {
    System.setProperty("strongroom.blobs.inline-up-to", "0");
  }

  /** What {@link DemoApplication} is told. */
  public String[] arguments() {
    return file.stream().map(Path::toString).toArray(String[]::new);
  }

  /** Removes the folder, or tells where it is. */
  public void remove() {
    if (keep) {
      System.out.println("The data folder is kept: " + data);
      return;
    }
    try (Stream<Path> paths = Files.walk(data)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("strongroom: cannot remove " + data + ": " + e.getMessage());
    }
  }

  private static void check(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("cannot read the file " + file);
    }
    if (Files.size(file) > LARGEST_FILE_IN_BYTES) {
      throw new IOException("the demo stores files of up to 5 GiB");
    }
  }
}
