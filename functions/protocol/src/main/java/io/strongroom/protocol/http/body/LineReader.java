package io.strongroom.protocol.http.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads short lines that end in LF or CRLF. */
final class LineReader {

  private LineReader() {}

  /**
   * The next line without its end; empty at the end of the stream. A last line without an end
   * counts as a line.
   *
   * @throws BodyRejected.MalformedChunk when the line is longer than {@code limit} bytes
   */
  static Optional<String> read(InputStream in, int limit) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    while (b >= 0 && b != '\n') {
      if (line.size() == limit) {
        throw new BodyRejected.MalformedChunk("a line of the framing is too long");
      }
      line.write(b);
      b = in.read();
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
