package io.strongroom.endtoend.access;

import io.strongroom.signing.HeaderField;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that is to be sent.
 *
 * @param how {@code headers}, {@code presigned}, {@code unsigned-payload} or {@code obs}
 * @param ageSeconds of a presigned URL
 */
record Question(
    String method,
    String path,
    String query,
    List<HeaderField> headers,
    String body,
    String how,
    long ageSeconds) {

  static Question of(String method, String path, String query, String body) {
    return new Question(method, path, query, List.of(), body, "headers", 0);
  }

  Question with(String header, String value) {
    List<HeaderField> more = new ArrayList<>(headers);
    more.add(new HeaderField(header, value));
    return new Question(method, path, query, more, body, how, ageSeconds);
  }

  Question signed(String other) {
    return new Question(method, path, query, headers, body, other, ageSeconds);
  }

  Question aged(long seconds) {
    return new Question(method, path, query, headers, body, "presigned", seconds);
  }
}
