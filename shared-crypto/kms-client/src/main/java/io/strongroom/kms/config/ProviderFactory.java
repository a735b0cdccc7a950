package io.strongroom.kms.config;

import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.resilience.ResilienceSettings;

/**
 * One kind of KMS, found through {@link java.util.ServiceLoader}: a provider's package has one of
 * these, and nothing outside it knows its properties. Thread-safe.
 */
public interface ProviderFactory {

  /** The kind's name in configurations: lower-case letters. */
  String kind();

  /**
   * A client that asks nobody yet. The caller closes it.
   *
   * @param given read by this kind, which need not look for what it does not know
   * @throws IllegalArgumentException when a property is missing or wrong
   */
  KmsProvider create(ProviderProperties given);

  /**
   * What stands around such a service unless told otherwise.
   *
   * @param name of the service, in events and messages
   */
  default ResilienceSettings resilience(String name) {
    return ResilienceSettings.interactive(name);
  }
}
