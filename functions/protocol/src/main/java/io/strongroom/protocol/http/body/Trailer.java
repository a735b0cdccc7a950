package io.strongroom.protocol.http.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What follows the last chunk: one line per announced name, and for signed bodies the signature
 * over those lines. Blank lines are skipped wherever they are, because clients disagree about them.
 *
 * @param values by lower-case name
 * @param signature empty when there is none
 */
record Trailer(Map<String, String> values, String signature) {

  private static final int MAX_LINES = 16;
  private static final int MAX_LINE_BYTES = 1024;

  Trailer {
    values = Map.copyOf(values);
  }

  /** Reads to the end of the stream. */
  static Trailer read(InputStream in, Set<String> announced, String prefix) throws IOException {
    String signatureName = prefix + "trailer-signature";
    Map<String, String> values = new HashMap<>();
    for (int i = 0; ; i++) {
      Optional<String> line = LineReader.read(in, MAX_LINE_BYTES);
      if (line.isEmpty()) {
        break;
      }
      if (i == MAX_LINES) {
        throw new BodyRejected.MalformedTrailer("too many lines behind the last chunk");
      }
      if (!line.get().isEmpty()) {
        add(values, line.get(), announced, signatureName);
      }
    }
    String signature = Optional.ofNullable(values.remove(signatureName)).orElse("");
    if (!values.keySet().equals(announced)) {
      throw new BodyRejected.MalformedTrailer("the announced trailer did not come");
    }
    return new Trailer(values, signature);
  }

  /** The lines that are signed, sorted by name. */
  String signedLines() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(values)
        .forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    return lines.toString();
  }

  private static void add(
      Map<String, String> values, String line, Set<String> announced, String signatureName) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new BodyRejected.MalformedTrailer("a line behind the last chunk is no trailer");
    }
    String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    if (!announced.contains(name) && !name.equals(signatureName)) {
      throw new BodyRejected.MalformedTrailer("the body has a trailer that was not announced");
    }
    if (values.put(name, line.substring(colon + 1).strip()) != null) {
      throw new BodyRejected.MalformedTrailer("a trailer appears twice");
    }
  }

  /** The trailer of a form that has none. */
  static Trailer none() {
    return new Trailer(Map.of(), "");
  }
}
