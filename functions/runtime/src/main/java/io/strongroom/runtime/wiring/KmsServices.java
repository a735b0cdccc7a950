package io.strongroom.runtime.wiring;

import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.name.Region;
import io.strongroom.kms.ConfiguredKms;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.aws.AwsKmsClient;
import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.resilience.ResilienceSettings;
import io.strongroom.kms.resilience.ResilientKmsClient;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.config.KmsProviderConfig;
import io.strongroom.runtime.config.KmsTransport;
import io.strongroom.runtime.config.StrongroomConfig;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every KMS of this process, each with limits of its own, behind one port. A client of a kind that
 * is not configured is never made. Thread-safe.
 */
public final class KmsServices implements AutoCloseable {

  /** The unnamed service, in AWS's protocol. */
  private static final String AWS = "aws";

  private final Map<String, KmsProvider> providers = new LinkedHashMap<>();
  private final Map<String, ResilientKmsClient> services = new LinkedHashMap<>();
  private final KmsClient client;
  private final KmsClient background;

  private KmsServices(
      StrongroomConfig config,
      CredentialsFile credentials,
      KmsEvents events,
      Optional<InProcessKms> inProcess) {
    StrongroomConfig.KeyService keyService = config.keyService();
    keyService.providers().forEach((name, provider) -> addNamed(name, provider, events));
    Map<String, KmsClient> named = Map.copyOf(services);
    // With another default, AWS itself is not asked unless its endpoint is named as well.
    if (keyService.provider().isEmpty()
        || keyService.bundled()
        || keyService.endpoint().isPresent()) {
      ResilienceSettings standard =
          keyService.bundled()
              ? ResilienceSettings.sameMachine(AWS)
              : ConfiguredKms.resilience(AWS, AWS);
      add(
          AWS,
          aws(config, credentials, inProcess),
          KmsLimits.apply(keyService.limits(), standard),
          events);
    }
    Optional<ResilientKmsClient> aws = Optional.ofNullable(services.get(AWS));
    client = client(keyService.provider(), aws.map(each -> each), named);
    Map<String, KmsClient> patient = new HashMap<>();
    named.keySet().forEach(name -> patient.put(name, background(services.get(name))));
    background =
        client(keyService.provider(), aws.map(ResilientKmsClient::background), Map.copyOf(patient));
  }

  private static KmsClient background(@Nullable ResilientKmsClient service) {
    return Objects.requireNonNull(service).background();
  }

  /**
   * Makes the clients; asks nobody.
   *
   * @param inProcess the bundled KMS, if this process holds it
   * @throws IllegalStateException when the configuration is not whole
   */
  static KmsServices create(
      StrongroomConfig config,
      CredentialsFile credentials,
      KmsEvents events,
      Optional<InProcessKms> inProcess) {
    return new KmsServices(config, credentials, events, inProcess);
  }

  private void addNamed(String name, KmsProviderConfig provider, KmsEvents events) {
    if (name.equals(AWS)) {
      throw new IllegalStateException("a provider cannot be called aws: that is the unnamed one");
    }
    ResilienceSettings standard = ConfiguredKms.resilience(KmsProviders.kind(provider), name);
    add(
        name,
        KmsProviders.create(name, provider),
        KmsLimits.apply(provider.limits(), standard),
        events);
  }

  private void add(String name, KmsProvider raw, ResilienceSettings settings, KmsEvents events) {
    providers.put(name, raw);
    services.put(name, KmsClients.resilient(raw, settings, events));
  }

  private static KmsClient client(
      Optional<String> standard, Optional<KmsClient> aws, Map<String, KmsClient> named) {
    try {
      return standard.isPresent()
          ? KmsClients.routing(standard.get(), aws, named)
          : KmsClients.routing(aws.orElseThrow(), named);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalStateException(
          "strongroom.key-service.provider(s): " + wrong.getMessage(), wrong);
    }
  }

  private static KmsProvider aws(
      StrongroomConfig config, CredentialsFile credentials, Optional<InProcessKms> inProcess) {
    StrongroomConfig.KeyService keyService = config.keyService();
    Region region = keyService.region().orElse(config.region());
    if (!keyService.bundled()) {
      AwsKmsSettings inRegion = AwsKmsSettings.inRegion(region.value());
      return AwsKmsClient.create(
          new AwsKmsSettings(
              region.value(), keyService.endpoint().orElse(null), null, inRegion.http(), false));
    }
    CredentialsFile.Identity service =
        credentials
            .service()
            .orElseThrow(() -> new IllegalStateException("the credentials file has no service"));
    return inProcess
        .filter(held -> keyService.transport() == KmsTransport.DIRECT)
        .filter(held -> keyService.endpoint().filter(held::isAt).isPresent())
        .map(held -> held.client(service.accessKeyId(), region))
        .orElseGet(() -> AwsKmsClient.create(bundled(keyService, region, service)));
  }

  private static AwsKmsSettings bundled(
      StrongroomConfig.KeyService keyService, Region region, CredentialsFile.Identity service) {
    return AwsKmsSettings.bundled(
        region.value(),
        keyService
            .endpoint()
            .orElseThrow(
                () -> new IllegalStateException("strongroom.key-service.endpoint is not set")),
        new AwsKmsSettings.Credentials(service.accessKeyId(), service.secretAccessKey()));
  }

  /** All of them, chosen by the key's name. */
  public KmsClient client() {
    return client;
  }

  /** As {@link #client}, for work that nobody waits for: it leaves the rate to requests. */
  public KmsClient background() {
    return background;
  }

  /** How each is doing. Asks nobody. */
  public List<ResilientKmsClient.Health> health() {
    return services.values().stream().map(ResilientKmsClient::health).toList();
  }

  @Override
  public void close() {
    providers.values().forEach(KmsProvider::close);
  }
}
