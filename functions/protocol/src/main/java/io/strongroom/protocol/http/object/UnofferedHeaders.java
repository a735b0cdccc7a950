package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import java.util.List;
import java.util.Set;

/**
 * Headers of writes that promise something this store does not keep: other people's access, tags,
 * retention, appending. They are refused, because ignoring them would lose what the client relies
 * on.
 */
final class UnofferedHeaders {

  private static final List<String> NAMES =
      List.of(
          "expires",
          "object-lock-legal-hold",
          "object-lock-mode",
          "object-lock-retain-until-date",
          "tagging",
          "write-offset-bytes");

  /** Access control lists that give nobody anything the owner's account does not have. */
  private static final Set<String> OWNER_ONLY =
      Set.of("", "private", "bucket-owner-read", "bucket-owner-full-control");

  private UnofferedHeaders() {}

  /**
   * @throws ObjectStoreException HeaderNotImplemented
   */
  static void refuse(Headers headers, Vocabulary words) {
    NAMES.stream()
        .map(words::header)
        .filter(name -> headers.first(name).filter(value -> !value.isEmpty()).isPresent())
        .forEach(UnofferedHeaders::refuse);
    String grant = words.header("grant-");
    headers.fields().stream()
        .map(Headers.Field::name)
        .filter(name -> name.startsWith(grant))
        .forEach(UnofferedHeaders::refuse);
    if (!OWNER_ONLY.contains(headers.first(words.header("acl")).orElse(""))) {
      refuse(words.header("acl"));
    }
    if (headers.first(words.header("tagging-directive")).orElse("").equals("REPLACE")) {
      refuse(words.header("tagging-directive"));
    }
  }

  private static void refuse(String header) {
    throw new ObjectStoreException(new RequestError.HeaderNotImplemented(header));
  }
}
