package io.strongroom.function.console;

import io.strongroom.function.console.visit.Reply;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the console. Each is read when it is first asked for. No other can be asked for.
 * Thread-safe.
 */
@Singleton
final class Assets {

  private static final String PREFIX = "/assets/";

  private static final Map<String, String> TYPES =
      Map.of(
          "bootstrap.min.css", "text/css",
          "console.css", "text/css",
          "console.js", "text/javascript",
          "theme.js", "text/javascript",
          "icon.svg", "image/svg+xml");

  private final Map<String, Reply> read = new ConcurrentHashMap<>();

  /** What stands under a path; empty when that is none of a file. */
  Optional<Reply> find(String path) {
    if (!path.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String name = path.substring(PREFIX.length());
    return Optional.ofNullable(TYPES.get(name))
        .map(type -> read.computeIfAbsent(name, asked -> read(asked, type)));
  }

  private static Reply read(String name, String type) {
    try (InputStream file = Assets.class.getResourceAsStream("assets/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the console was built without " + name);
      }
      return new Reply.Asset(type, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
