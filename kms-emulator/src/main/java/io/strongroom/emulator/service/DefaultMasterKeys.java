package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.DefaultKeyScope;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.Home;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The keys that services use when nobody names one, made when they are first asked for. AWS's are
 * of a region. Huawei's are one of an account in all of its regions: its primary key where it was
 * used first, and replicas. Thread-safe. Asks nobody for permission.
 *
 * <p>Sources: KMS developer guide, "AWS managed keys"; OBS user guide, "Server-side encryption".
 */
@ApplicationScoped
public class DefaultMasterKeys {

  private static final Set<String> SERVICES_WITH_DEFAULT_KEY =
      Set.of(
          "acm",
          "backup",
          "codecommit",
          "connect",
          "dms",
          "dynamodb",
          "ebs",
          "elasticfilesystem",
          "es",
          "fsx",
          "glue",
          "kafka",
          "kinesis",
          "lambda",
          "obs",
          "rds",
          "redshift",
          "s3",
          "secretsmanager",
          "sns",
          "sqs",
          "ssm",
          "strongroom",
          "workspaces",
          "xray");

  private static final Set<String> HUAWEI =
      Set.of("alias/obs/default", "alias/evs/default", "alias/ims/default", "alias/csms/default");

  private static final int MOST_RETRIES = 3;

  private final KeyFactory factory;
  private final AliasStore aliases;
  private final KeyStore keys;
  private final Families families;
  private final DefaultKeyScope wide;

  DefaultMasterKeys(
      KeyFactory factory, AliasStore aliases, KeyStore keys, Families families, KmsConfig config) {
    this.factory = factory;
    this.aliases = aliases;
    this.keys = keys;
    this.families = families;
    this.wide = config.defaultKeyScope();
  }

  /** Whether this is the name of a default key. */
  static boolean has(AliasName name) {
    return HUAWEI.contains(name.text())
        || (name.isReserved()
            && SERVICES_WITH_DEFAULT_KEY.contains(name.text().substring("alias/aws/".length())));
  }

  /** The names of AWS's default keys, whether the keys exist or not. */
  public static List<AliasName> predefinedAliases() {
    return SERVICES_WITH_DEFAULT_KEY.stream()
        .map(service -> new AliasName("alias/aws/" + service))
        .toList();
  }

  static String description(AliasName name) {
    return "Default key " + name;
  }

  /** The key under a name that {@link #has} knows and that this scope does not have yet. */
  Uni<KeyArn> of(Scope scope, AliasName name) {
    if (name.isReserved() || wide == DefaultKeyScope.REGION) {
      return factory.createDefaultKey(scope, name);
    }
    // Another region may be first, and another request in this one then.
    return Uni.createFrom()
        .deferred(() -> here(scope, name))
        .onFailure(DefaultMasterKeys::isTaken)
        .retry()
        .atMost(MOST_RETRIES);
  }

  /**
   * Which key a default key of the whole account is in a region. One id, whoever makes it first: of
   * two regions at once one finds it taken.
   */
  static KeyArn shared(Scope scope, AliasName name) {
    byte[] owner =
        (scope.partition() + "/" + scope.account() + "/" + name).getBytes(StandardCharsets.UTF_8);
    return new KeyArn(scope, UUID.nameUUIDFromBytes(owner).toString());
  }

  /** Makes a default key known in this region, if this is one that the account has elsewhere. */
  Uni<Void> bring(KeyArn key) {
    return HUAWEI.stream()
        .map(AliasName::new)
        .filter(name -> wide == DefaultKeyScope.ACCOUNT && shared(key.scope(), name).equals(key))
        .findFirst()
        .map(name -> bring(key.scope(), name))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> bring(Scope scope, AliasName name) {
    return aliases
        .elsewhere(scope, name)
        .chain(
            found ->
                found.isEmpty() ? Uni.createFrom().voidItem() : of(scope, name).replaceWithVoid());
  }

  private Uni<KeyArn> here(Scope scope, AliasName name) {
    return aliases
        .find(scope, name)
        .chain(
            found ->
                found
                    .map(alias -> Uni.createFrom().item(alias.target()))
                    .orElseGet(() -> ofAccount(scope, name)));
  }

  private Uni<KeyArn> ofAccount(Scope scope, AliasName name) {
    return aliases
        .elsewhere(scope, name)
        .chain(found -> primary(found.iterator()))
        .chain(
            primary ->
                primary
                    .map(key -> member(key, scope, name))
                    .orElseGet(() -> factory.createSharedDefaultKey(scope, name)));
  }

  /** A replica shows another request that the primary key is this region's, a moment ago. */
  private Uni<KeyArn> member(KmsKey primary, Scope scope, AliasName name) {
    return primary.arn().scope().equals(scope)
        ? Uni.createFrom().item(primary.arn())
        : families.replicate(primary, replica(scope, name)).map(KmsKey::arn);
  }

  /** Keys that an earlier version made for one region only have no replicas. */
  private Uni<Optional<KmsKey>> primary(Iterator<Alias> found) {
    if (!found.hasNext()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return keys.get(found.next().target())
        .chain(
            key ->
                key.type().multiRegion()
                    ? families.of(key).chain(family -> keys.get(family.primary())).map(Optional::of)
                    : primary(found));
  }

  private static Families.Wanted replica(Scope scope, AliasName name) {
    return new Families.Wanted(
        scope.region(),
        description(name),
        Optional.empty(),
        Map.of(),
        Optional.of(new Home(name, Optional.empty())));
  }

  private static boolean isTaken(Throwable failure) {
    return failure instanceof KmsRefusal refusal && refusal.error() == KmsError.ALREADY_EXISTS;
  }
}
