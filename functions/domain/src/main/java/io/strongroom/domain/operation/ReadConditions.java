package io.strongroom.domain.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Conditional headers of a read, or of a copy's source.
 *
 * @param ifMatch entity tags without quotes, or {@code *}; empty list when the header is absent
 * @param prefix what the client wrote before {@code If-Match} and its like, for the error: empty,
 *     or the dialect's copy-source prefix
 */
public record ReadConditions(
    List<String> ifMatch,
    List<String> ifNoneMatch,
    Optional<Instant> ifModifiedSince,
    Optional<Instant> ifUnmodifiedSince,
    String prefix) {

  public ReadConditions {
    ifMatch = List.copyOf(ifMatch);
    ifNoneMatch = List.copyOf(ifNoneMatch);
  }

  public static ReadConditions none() {
    return new ReadConditions(List.of(), List.of(), Optional.empty(), Optional.empty(), "");
  }
}
