package io.strongroom.kms.provider;

import java.util.Optional;

/** One service's client: one attempt per call, with connections or keys of its own to close. */
public interface KmsProvider extends AdoptingKmsClient, AutoCloseable {

  /**
   * What keeps the whole service from being used, in words for its operator and without secrets:
   * credentials that it refuses, or that cannot be read. Empty while nothing is known to. Asks
   * nobody.
   */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  void close();
}
