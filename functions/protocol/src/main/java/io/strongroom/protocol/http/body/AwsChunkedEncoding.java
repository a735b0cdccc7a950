package io.strongroom.protocol.http.body;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The word {@code aws-chunked} in Content-Encoding tells about the request, not the object. */
public final class AwsChunkedEncoding {

  private AwsChunkedEncoding() {}

  /**
   * The encoding to store: {@code gzip} of {@code gzip,aws-chunked}; empty when nothing is left.
   */
  public static Optional<String> strip(String contentEncoding) {
    String kept =
        Arrays.stream(contentEncoding.split(",", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty() && !word.equalsIgnoreCase("aws-chunked"))
            .collect(Collectors.joining(","));
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }
}
