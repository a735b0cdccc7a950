package io.strongroom.kms.routing;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.kms.provider.AdoptingKmsClient;
import io.strongroom.kms.provider.ProviderFailures;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Several services side by side. A key id {@code name:rest} with the name of a configured service
 * is that service's key {@code rest}; an ARN, in either spelling of {@link KeyName}, is a key of
 * the service that speaks AWS's protocol, where there is one; every other key id is the default
 * service's. Results carry the name again, also when the default service was meant without being
 * named: so a stored key id leads back to where it came from even after another service has become
 * the default, and objects under different services live in one bucket. Thread-safe; closes
 * nothing.
 *
 * <p>A key moves between services through this process: decrypted by the one, wrapped by the other,
 * zeroed.
 */
public final class RoutingKmsClient implements KmsClient {

  private static final String ARN = "arn:";

  private final Service standard;
  private final Service arns;
  private final Map<String, Service> named;

  /** A service, and its name where its key ids have it outside. */
  private record Service(KmsClient client, Optional<String> name) {
    Route key(KeyName key) {
      return new Route(client, name, key);
    }
  }

  private record Route(KmsClient client, Optional<String> service, KeyName key) {
    KmsKeyId qualify(KmsKeyId canonical) {
      return service.map(canonical::in).orElse(canonical);
    }
  }

  private RoutingKmsClient(Service standard, Service arns, Map<String, Service> named) {
    this.standard = standard;
    this.arns = arns;
    this.named = named;
  }

  /**
   * A router.
   *
   * @param standard for key ids without a configured name
   * @param named lower-case letters, digits and {@code -}; {@code arn} would claim every AWS key
   *     and is refused
   */
  public static RoutingKmsClient create(KmsClient standard, Map<String, KmsClient> named) {
    Service unnamed = new Service(standard, Optional.empty());
    return new RoutingKmsClient(unnamed, unnamed, services(named));
  }

  /**
   * A router whose default is one of the named services.
   *
   * @param standard name of the service of key ids without a configured name
   * @param arns for ARNs; absent when they are the default service's as well
   */
  public static RoutingKmsClient create(
      String standard, Optional<KmsClient> arns, Map<String, KmsClient> named) {
    Map<String, Service> services = services(named);
    Service chosen = services.get(standard);
    if (chosen == null) {
      throw new IllegalArgumentException("no service of that name: " + standard);
    }
    return new RoutingKmsClient(
        chosen, arns.map(client -> new Service(client, Optional.empty())).orElse(chosen), services);
  }

  private static Map<String, Service> services(Map<String, KmsClient> named) {
    Map<String, Service> services = new HashMap<>();
    named.forEach(
        (name, client) -> {
          if (!name.matches("[a-z][a-z0-9-]{0,31}") || name.equals("arn")) {
            throw new IllegalArgumentException("not a name for a service: " + name);
          }
          services.put(name, new Service(client, Optional.of(name)));
        });
    return Map.copyOf(services);
  }

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    Route route = route(key);
    return bare(
        route.client().generateDataKey(route.key(), lengthInBytes, context, requester),
        made ->
            new GeneratedDataKey(
                route.qualify(made.keyId()), made.plaintext(), made.wrapped(), made.reach()));
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    Route route = route(key);
    return bare(
        route
            .client()
            .generateDataKeyWithoutPlaintext(route.key(), lengthInBytes, context, requester),
        made -> new WrappedDataKey(route.qualify(made.keyId()), made.wrapped()));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    Route route = route(key);
    return bare(
        route.client().decrypt(route.key(), wrapped, context, requester),
        opened ->
            new UnwrappedKey(route.qualify(opened.keyId()), opened.plaintext(), opened.reach()));
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    Route source = route(command.source());
    Route destination = route(command.destination());
    CompletionStage<WrappedDataKey> moved =
        source.client().equals(destination.client())
            ? destination
                .client()
                .reEncrypt(
                    new ReEncryptCommand(
                        source.key(),
                        command.wrapped(),
                        command.sourceContext(),
                        destination.key(),
                        command.destinationContext()),
                    requester)
            : move(command, source, destination, requester);
    return bare(
        moved,
        wrapped -> new WrappedDataKey(destination.qualify(wrapped.keyId()), wrapped.wrapped()));
  }

  private static CompletionStage<WrappedDataKey> move(
      ReEncryptCommand command, Route source, Route destination, Requester requester) {
    if (!(destination.client() instanceof AdoptingKmsClient target)) {
      return CompletableFuture.failedFuture(
          new KmsException.InvalidKeyUsage("this service cannot wrap a key from elsewhere"));
    }
    return source
        .client()
        .decrypt(source.key(), command.wrapped(), command.sourceContext(), requester)
        .thenCompose(
            opened ->
                target
                    .wrap(
                        destination.key(),
                        opened.plaintext(),
                        command.destinationContext(),
                        requester)
                    .whenComplete((wrapped, error) -> opened.close()));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
    Route route = route(key);
    return bare(
        route.client().describeKey(route.key(), requester),
        found ->
            new KmsKeyDescription(
                route.qualify(found.keyId()), found.usability(), found.material()));
  }

  private Route route(KeyName key) {
    if (key instanceof KeyName.OfService(String service, String name)) {
      Service meant = named.get(service);
      if (meant != null) {
        return meant.key(KeyName.parse(name));
      }
    }
    return (key.text().startsWith(ARN) ? arns : standard).key(key);
  }

  private static <A, B> CompletionStage<B> bare(CompletionStage<A> stage, Function<A, B> qualify) {
    return ProviderFailures.contain(() -> stage.thenApply(qualify));
  }
}
