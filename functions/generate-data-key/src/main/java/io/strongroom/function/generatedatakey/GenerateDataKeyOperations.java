package io.strongroom.function.generatedatakey;

import io.strongroom.domain.envelope.KeyService;
import io.strongroom.domain.operation.Decrypt;
import io.strongroom.domain.operation.GenerateDataKey;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The operations of this function. */
final class GenerateDataKeyOperations {

  @Produces
  @Singleton
  GenerateDataKey generateDataKey(KeyService keys) {
    return new GenerateDataKey(keys);
  }

  @Produces
  @Singleton
  Decrypt decrypt(KeyService keys) {
    return new Decrypt(keys);
  }
}
