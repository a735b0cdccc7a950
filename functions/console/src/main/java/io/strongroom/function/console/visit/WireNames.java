package io.strongroom.function.console.visit;

import io.strongroom.runtime.http.InnerRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Paths and queries that name buckets and objects, whatever is in their names. Stateless.
 *
 * <p>Names that a path cannot hold at its end or between two slashes are no reason to trust a
 * browser to leave it alone: objects stand in parameters of this console's own URLs.
 */
public final class WireNames {

  private WireNames() {}

  /** The bucket's path on the wire. */
  public static String bucket(String bucket) {
    return "/" + InnerRequest.encoded(bucket);
  }

  /** The object's path on the wire: slashes stay, each step is escaped. */
  public static String object(String bucket, String key) {
    return bucket(bucket)
        + "/"
        + Arrays.stream(key.split("/", -1))
            .map(InnerRequest::encoded)
            .collect(Collectors.joining("/"));
  }

  /** A query of pairs: name, value, name, value. Pairs without a value are left out. */
  public static String query(String... pairs) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      if (!pairs[i + 1].isEmpty()) {
        query
            .append(query.isEmpty() ? "" : "&")
            .append(pairs[i])
            .append('=')
            .append(InnerRequest.encoded(pairs[i + 1]));
      }
    }
    return query.toString();
  }

  /** A URL of this console. */
  public static String link(String path, String... pairs) {
    String query = query(pairs);
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** As a parameter; empty for none. */
  public static String orNothing(Optional<String> value) {
    return value.orElse("");
  }
}
