package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Query parameters of a presigned URL that stand for headers. */
public final class PresignedHeaders {

  /** S3: standard headers that a presigned URL may carry, in any case; they act like the header. */
  static final Set<String> STANDARD =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-md5",
          "content-type",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-unmodified-since");

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
    return hoist(request, query, name -> name.startsWith(prefix) && !ignored.test(name));
  }

  /** As above, of standard headers. */
  public static WireRequest hoistStandard(WireRequest request, QueryParameters query) {
    return hoist(request, query, STANDARD::contains);
  }

  private static WireRequest hoist(
      WireRequest request, QueryParameters query, Predicate<String> wanted) {
    Headers headers = request.headers();
    for (QueryParameters.Parameter parameter : query.parameters()) {
      String name = parameter.name().toLowerCase(Locale.ROOT);
      if (wanted.test(name)) {
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
    refuse(query, name -> name.startsWith(prefix));
  }

  /** As above, for standard headers. */
  public static void refuseStandard(QueryParameters query) {
    refuse(query, STANDARD::contains);
  }

  private static void refuse(QueryParameters query, Predicate<String> unwanted) {
    for (QueryParameters.Parameter parameter : query.parameters()) {
      if (unwanted.test(parameter.name().toLowerCase(Locale.ROOT))) {
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
