package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Set;

/**
 * Headers of writes that are offered with some values only: access that nobody but the owner has.
 * The others are refused, because ignoring them would lose what the client relies on. Headers that
 * are offered with no value at all are refused by {@code WholeRequest}.
 */
final class UnofferedHeaders {

  /** Access control lists that give nobody anything the owner's account does not have. */
  private static final Set<String> OWNER_ONLY =
      Set.of("", "private", "bucket-owner-read", "bucket-owner-full-control");

  private UnofferedHeaders() {}

  /**
   * @throws ObjectStoreException AccessControlListNotSupported
   */
  static void refuse(Headers headers, Vocabulary words) {
    boolean grants =
        headers.withPrefix(words.header("grant-")).stream()
            .anyMatch(field -> !field.value().isBlank());
    if (grants || !OWNER_ONLY.contains(headers.first(words.header("acl")).orElse(""))) {
      throw new ObjectStoreException(new RequestError.AccessControlListNotSupported());
    }
  }
}
