package io.strongroom.protocol.http.sse;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import java.util.List;
import java.util.Optional;

/** Reads headers that must not say two things, so that no two readers can see different ones. */
final class SingleHeaders {

  private SingleHeaders() {}

  /**
   * @throws ObjectStoreException InvalidArgument when the header is repeated with another value
   */
  static Optional<String> value(Headers headers, String name) {
    List<String> values = headers.all(name).stream().map(String::strip).distinct().toList();
    if (values.size() > 1) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument("The header is sent more than once.", name, ""));
    }
    return values.stream().findFirst();
  }

  /** As {@link #value}; a header without a value is one that was not sent. */
  static Optional<String> nonEmpty(Headers headers, String name) {
    return value(headers, name).filter(value -> !value.isEmpty());
  }
}
