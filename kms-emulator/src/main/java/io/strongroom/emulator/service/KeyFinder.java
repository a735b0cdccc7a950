package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From what a caller wrote to the key that is meant. Thread-safe. */
@ApplicationScoped
public class KeyFinder {

  /** Services whose default key exists as soon as somebody asks for it. */
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

  private static final Set<String> DEW_DEFAULT_KEYS =
      Set.of("alias/obs/default", "alias/evs/default", "alias/ims/default", "alias/csms/default");

  private final KeyStore keys;
  private final AliasStore aliases;
  private final KeyFactory factory;

  KeyFinder(KeyStore keys, AliasStore aliases, KeyFactory factory) {
    this.keys = keys;
    this.aliases = aliases;
    this.factory = factory;
  }

  /** The key that a name means in a scope; fails with {@code NOT_FOUND}. */
  public Uni<KmsKey> find(Scope scope, KeyReference name) {
    return Uni.createFrom().deferred(() -> resolve(scope, name));
  }

  private Uni<KmsKey> resolve(Scope scope, KeyReference name) {
    return switch (name) {
      case KeyReference.Id(String id) -> keys.get(new KeyArn(scope, id));
      case KeyReference.Arn(String _, KeyArn arn) -> {
        requireRegion(scope, arn.scope().region());
        yield keys.get(arn);
      }
      case KeyReference.Named(String _, Optional<Scope> owner, String alias) -> {
        Scope where = owner.orElse(scope);
        requireRegion(scope, where.region());
        yield findAlias(where, alias(where, alias), where.account().equals(scope.account()));
      }
      case KeyReference.Misplaced(String text, Region region) -> {
        requireRegion(scope, region);
        throw KmsRefusal.of(KmsError.NOT_FOUND, "Invalid arn " + text);
      }
      case KeyReference.Unreadable(String text) ->
          throw KmsRefusal.of(KmsError.NOT_FOUND, "Invalid keyId '" + text + "'");
    };
  }

  private static void requireRegion(Scope scope, Region region) {
    if (!region.equals(scope.region())) {
      throw KmsRefusal.of(KmsError.NOT_FOUND, "Invalid arn " + region);
    }
  }

  private static AliasName alias(Scope scope, String text) {
    return AliasName.parse(text)
        .orElseThrow(() -> KmsRefusal.noSuchAlias(scope.arnPrefix() + text));
  }

  private Uni<KmsKey> findAlias(Scope scope, AliasName name, boolean mayCreate) {
    return aliases
        .find(scope, name)
        .chain(
            found -> {
              if (found.isPresent()) {
                return Uni.createFrom().item(found.get().target());
              }
              if (mayCreate && hasDefaultKey(name)) {
                return factory.createDefaultKey(scope, name);
              }
              throw KmsRefusal.noSuchAlias(name.arn(scope));
            })
        .chain(keys::get);
  }

  private static boolean hasDefaultKey(AliasName name) {
    return DEW_DEFAULT_KEYS.contains(name.text())
        || (name.isReserved()
            && SERVICES_WITH_DEFAULT_KEY.contains(name.text().substring("alias/aws/".length())));
  }

  /** The names of AWS's default keys, whether the keys exist or not. */
  public static List<AliasName> predefinedAliases() {
    return SERVICES_WITH_DEFAULT_KEY.stream()
        .map(service -> new AliasName("alias/aws/" + service))
        .toList();
  }
}
