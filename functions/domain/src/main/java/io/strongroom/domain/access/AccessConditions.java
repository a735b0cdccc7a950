package io.strongroom.domain.access;

import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.record.ListingQuery;
import java.util.Optional;

/**
 * What an answer may depend on beside who, what and where. Taken from what was parsed, never from
 * headers by their name: a client could send any name.
 *
 * @param encryption asked for by a writer. Its customer key is not to be used
 * @param listing what is to be listed
 */
public record AccessConditions(
    Optional<EncryptionRequest> encryption, Optional<ListingQuery> listing) {

  private static final AccessConditions NONE =
      new AccessConditions(Optional.empty(), Optional.empty());

  public static AccessConditions none() {
    return NONE;
  }

  public static AccessConditions writing(EncryptionRequest encryption) {
    return new AccessConditions(Optional.of(encryption), Optional.empty());
  }

  public static AccessConditions listing(ListingQuery query) {
    return new AccessConditions(Optional.empty(), Optional.of(query));
  }
}
