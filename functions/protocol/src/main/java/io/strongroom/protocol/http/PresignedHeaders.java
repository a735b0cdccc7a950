package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Query parameters of a presigned URL that stand for headers. */
public final class PresignedHeaders {

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

  private PresignedHeaders() {}

  /**
   * The request with every query parameter that begins with {@code prefix} as a header. A header
   * that was really sent as well must say the same.
   *
   * @param ignored lower-case names that are no headers, such as the signature itself
   * @throws ObjectStoreException InvalidArgument for a name or a value that no header can have, and
   *     for one that the header of that name contradicts
   */
  public static WireRequest hoist(
      WireRequest request, QueryParameters query, String prefix, Predicate<String> ignored) {
    Headers headers = request.headers();
    for (QueryParameters.Parameter parameter : query.parameters()) {
      String name = parameter.name().toLowerCase(Locale.ROOT);
      if (name.startsWith(prefix) && !ignored.test(name)) {
        requireToken(name);
        requirePrintable(parameter);
        String value = HeaderText.encode(parameter.value());
        if (!request.headers().has(name)) {
          headers = headers.and(name, value);
        } else if (!request.headers().first(name).equals(Optional.of(value.strip()))) {
          throw new ObjectStoreException(
              new RequestError.InvalidArgument(
                  "The parameter and the header differ.", parameter.name(), ""));
        }
      }
    }
    return request.withHeaders(headers);
  }

  /**
   * Refuses parameters that begin with a dialect's prefix and stand for nothing: ignored, they
   * would leave undone what their sender asked for.
   *
   * @throws ObjectStoreException InvalidArgument
   */
  public static void refuse(QueryParameters query, String prefix) {
    for (QueryParameters.Parameter parameter : query.parameters()) {
      if (parameter.name().toLowerCase(Locale.ROOT).startsWith(prefix)) {
        throw new ObjectStoreException(
            new RequestError.InvalidArgument(
                "This parameter must be sent as a header.", parameter.name(), ""));
      }
    }
  }

  /** Names of metadata come back as those of response headers: RFC 9110 §5.6.2. */
  private static void requireToken(String name) {
    if (!TOKEN.matcher(name).matches()) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument("The name cannot be that of a header.", name, ""));
    }
  }

  /**
   * Values from a query may come back as response headers, and must not end one.
   *
   * @throws ObjectStoreException InvalidArgument
   */
  public static void requirePrintable(QueryParameters.Parameter parameter) {
    if (parameter.value().chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument("The value cannot be a header.", parameter.name(), ""));
    }
  }
}
