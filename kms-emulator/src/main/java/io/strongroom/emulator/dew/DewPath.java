package io.strongroom.emulator.dew;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The path of an operation's requests.
 *
 * @param segments behind the first slash; those in braces stand for any one segment
 */
record DewPath(String method, List<String> segments) {

  private static final String PROJECT = "project_id";
  private static final int MAX_PROJECT_LENGTH = 64;

  DewPath {
    segments = List.copyOf(segments);
  }

  /**
   * What a path says.
   *
   * @param variables the segments that stand for others, by name, without the project
   */
  record Match(String project, Map<String, String> variables) {}

  /** Reads {@code METHOD /segment/{variable}}. */
  static DewPath parse(String text) {
    int space = text.indexOf(' ');
    return new DewPath(text.substring(0, space), split(text.substring(space + 1)));
  }

  /** The segments of a path. A slash at the end does not count. */
  static List<String> split(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return List.of(trimmed.substring(1).split("/", -1));
  }

  /** Empty when a path, whatever its method, is not of this form. */
  Optional<Match> match(List<String> given) {
    if (given.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new TreeMap<>();
    for (int i = 0; i < given.size(); i++) {
      String wanted = segments.get(i);
      if (wanted.startsWith("{")) {
        Optional<String> value = decode(given.get(i));
        if (value.isEmpty()) {
          return Optional.empty();
        }
        variables.put(wanted.substring(1, wanted.length() - 1), value.get());
      } else if (!wanted.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    String project = variables.remove(PROJECT);
    return project == null || project.length() > MAX_PROJECT_LENGTH
        ? Optional.empty()
        : Optional.of(new Match(project, variables));
  }

  private static Optional<String> decode(String segment) {
    try {
      String text = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
