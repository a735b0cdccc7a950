package io.strongroom.protocol.http.body;

import java.util.Set;

/**
 * Which of the three aws-chunked forms a body has.
 *
 * @param decodedLength plaintext bytes the client declared
 * @param hasTrailer whether the form has a trailer at all
 * @param trailers lower-case names announced for it
 * @param prefix of the dialect's headers
 */
record ChunkedForm(long decodedLength, boolean hasTrailer, Set<String> trailers, String prefix) {

  ChunkedForm {
    trailers = Set.copyOf(trailers);
  }
}
