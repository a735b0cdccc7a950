package io.strongroom.kms;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.resilience.ResilienceSettings;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Providers from properties, as an operator writes them. The kinds and their properties are listed
 * in this module's README; any secret {@code x} may be given as {@code x-file} instead.
 */
public final class ConfiguredKms {

  private ConfiguredKms() {}

  /**
   * The provider of one kind. The caller closes it.
   *
   * @param kind one of {@link #kinds}
   * @throws IllegalArgumentException when a property is missing, wrong or unknown
   */
  public static KmsProvider create(String kind, Map<String, String> properties) {
    ProviderProperties given = new ProviderProperties(properties);
    KmsProvider client = factory(kind).create(given);
    try {
      given.requireAllRead();
    } catch (IllegalArgumentException e) {
      client.close();
      throw e;
    }
    return client;
  }

  /**
   * What stands around a kind of service unless told otherwise: the attempt's time and the rate
   * that its vendor's guides and quotas suggest.
   *
   * @param name of the service, in events and messages
   * @throws IllegalArgumentException when there is no such kind
   */
  public static ResilienceSettings resilience(String kind, String name) {
    return factory(kind).resilience(name);
  }

  /** The kinds there are. */
  public static List<String> kinds() {
    return factories().stream()
        .map(ServiceLoader.Provider::get)
        .map(ProviderFactory::kind)
        .sorted()
        .toList();
  }

  private static ProviderFactory factory(String kind) {
    return factories().stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown kind of KMS: " + kind));
  }

  private static List<ServiceLoader.Provider<ProviderFactory>> factories() {
    return ServiceLoader.load(ProviderFactory.class, ProviderFactory.class.getClassLoader())
        .stream()
        .toList();
  }
}
