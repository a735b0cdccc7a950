package io.strongroom.protocol.http.error;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;

/**
 * Every answer of a dialect in one readable file: case, status, code, message, details, headers.
 */
public final class ErrorGolden {

  private ErrorGolden() {}

  /** The golden of that name. */
  public static String expected(String name) {
    try (InputStream in = ErrorGolden.class.getResourceAsStream("/goldens/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the dialect answers now. */
  public static String actual(Function<Throwable, ErrorAnswer> dialect) {
    return ErrorSamples.all().stream()
        .map(failure -> "# " + ErrorSamples.name(failure) + "\n" + block(dialect.apply(failure)))
        .collect(joining("\n"));
  }

  private static String block(ErrorAnswer answer) {
    StringBuilder block = new StringBuilder();
    block.append(answer.status()).append(' ').append(answer.code()).append('\n');
    block.append(answer.message()).append('\n');
    answer
        .details()
        .forEach(
            detail ->
                block
                    .append("  ")
                    .append(detail.element())
                    .append(": ")
                    .append(detail.value().replace("\n", "\\n"))
                    .append('\n'));
    answer
        .headers()
        .forEach(
            (name, value) ->
                block.append("  [").append(name).append(": ").append(value).append("]\n"));
    return block.toString();
  }
}
