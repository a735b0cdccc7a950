package io.strongroom.protocol.http.listing;

import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.QueryParameters;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The query parameters that listings have in common. */
final class ListingParameters {

  private static final int MAX_ENTRIES = 1_000;
  private static final int MAX_INT_DIGITS = 10;
  private static final String ENCODING = "encoding-type";

  private final QueryParameters query;

  ListingParameters(QueryParameters query) {
    this.query = query;
  }

  /**
   * Empty when not given.
   *
   * @throws ObjectStoreException InvalidArgument for NUL, which no key holds and the database
   *     cannot look for
   */
  String text(String name) {
    String text = query.first(name).orElse("");
    if (text.indexOf('\0') >= 0) {
      throw invalid("Provided " + name + " is not valid.", name, text);
    }
    return text;
  }

  /**
   * A parameter without a value counts as not given.
   *
   * @throws ObjectStoreException as above
   */
  Optional<String> given(String name) {
    return Optional.of(text(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The most entries of a page: 1,000, or fewer if the client likes.
   *
   * @throws ObjectStoreException InvalidArgument when it is no number
   */
  int limit(String name) {
    return Math.min(number(name, MAX_ENTRIES), MAX_ENTRIES);
  }

  /** What policies may depend on, as it was sent. */
  Map<Fact, String> forPolicies() {
    Map<Fact, String> asked = new EnumMap<>(Fact.class);
    put(asked, Fact.PREFIX, "prefix");
    put(asked, Fact.MAX_KEYS, "max-keys");
    return asked;
  }

  private void put(Map<Fact, String> asked, Fact fact, String name) {
    if (query.has(name)) {
      asked.put(fact, text(name));
    }
  }

  /**
   * A number from 0 to 2^31 - 1.
   *
   * @throws ObjectStoreException InvalidArgument
   */
  int number(String name, int otherwise) {
    Optional<String> given = given(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    String text = given.get();
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    if (digits.isEmpty()
        || digits.length() > MAX_INT_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
        || Long.parseLong(digits) > Integer.MAX_VALUE) {
      throw invalid("Provided " + name + " not an integer or within integer range", name, text);
    }
    if (negative && Integer.parseInt(digits) > 0) {
      throw invalid(
          "Argument " + name + " must be an integer between 0 and 2147483647", name, text);
    }
    return Integer.parseInt(digits);
  }

  /**
   * How the client wants to see keys. S3: an encoding without a name is none that exists.
   *
   * @throws ObjectStoreException InvalidArgument for an encoding that does not exist
   */
  KeyEncoding encoding() {
    if (!query.has(ENCODING)) {
      return KeyEncoding.PLAIN;
    }
    String given = text(ENCODING);
    if (!given.equals("url")) {
      throw invalid(
          "Invalid Encoding Method specified in Request",
          ENCODING,
          given.isEmpty() ? "null" : given);
    }
    return KeyEncoding.URL;
  }

  static ObjectStoreException invalid(String detail, String parameter, String given) {
    return new ObjectStoreException(new RequestError.InvalidArgument(detail, parameter, given));
  }
}
