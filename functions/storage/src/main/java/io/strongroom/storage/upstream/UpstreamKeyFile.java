package io.strongroom.storage.upstream;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The access key to the store, from a properties file with {@code access-key-id}, {@code
 * secret-access-key} and, for temporary ones, {@code session-token}. A file that changes is read
 * again, so keys can be replaced while the process runs. Thread-safe.
 */
public final class UpstreamKeyFile implements UpstreamCredentials {

  private static final Set<String> KNOWN =
      Set.of("access-key-id", "secret-access-key", "session-token");

  private final Path file;
  private volatile Held held;

  private record Held(FileTime modified, Key key) {}

  /**
   * @throws IllegalArgumentException when the file says anything else
   * @throws UncheckedIOException when it cannot be read
   */
  public UpstreamKeyFile(Path file) {
    this.file = file;
    this.held = read();
  }

  /** A new file that cannot be used leaves the old key in force. */
  @Override
  public Key current() {
    Held now = held;
    try {
      if (!Files.getLastModifiedTime(file).equals(now.modified())) {
        now = read();
        held = now;
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException unusable) {
      // It may be in the middle of being replaced: the next request looks again.
    }
    return now.key();
  }

  private Held read() {
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      FileTime modified = Files.getLastModifiedTime(file);
      Properties properties = new Properties();
      properties.load(text);
      properties.stringPropertyNames().stream()
          .filter(name -> !KNOWN.contains(name))
          .findAny()
          .ifPresent(
              unknown -> {
                throw new IllegalArgumentException("unknown property " + unknown + " in " + file);
              });
      return new Held(
          modified,
          Key.of(
              required(properties, "access-key-id"),
              required(properties, "secret-access-key"),
              Optional.ofNullable(properties.getProperty("session-token"))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private String required(Properties properties, String name) {
    String value = properties.getProperty(name, "").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("no " + name + " in " + file);
    }
    return value;
  }
}
