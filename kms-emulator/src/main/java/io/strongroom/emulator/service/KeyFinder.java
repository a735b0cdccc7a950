package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From what a caller wrote to the key that is meant. Thread-safe. */
@ApplicationScoped
public class KeyFinder {

  private static final Pattern KEY_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws[a-z-]*):kms:([a-z0-9-]+):([0-9]{12}|[0-9a-f]{32}):((key|alias)/.+)");

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

  /** By key id, key ARN, alias name or alias ARN; fails with {@code NOT_FOUND}. */
  public Uni<KmsKey> findAny(Scope scope, String given) {
    return find(scope, given, true);
  }

  /** By key id or key ARN only; fails with {@code NOT_FOUND}. */
  public Uni<KmsKey> findByIdOrArn(Scope scope, String given) {
    return find(scope, given, false);
  }

  private Uni<KmsKey> find(Scope scope, String given, boolean aliasAllowed) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Target target = parse(scope, given);
              return switch (target) {
                case Target.Key(KeyArn arn) -> keys.get(arn);
                case Target.Named(Scope where, AliasName name) -> {
                  if (!aliasAllowed) {
                    throw invalidKeyId(given);
                  }
                  yield findAlias(where, name, where.account().equals(scope.account()));
                }
              };
            });
  }

  private sealed interface Target {
    record Key(KeyArn arn) implements Target {}

    record Named(Scope scope, AliasName name) implements Target {}
  }

  private static Target parse(Scope scope, String given) {
    if (KEY_ID.matcher(given).matches()) {
      return new Target.Key(new KeyArn(scope, given));
    }
    if (given.startsWith(AliasName.PREFIX)) {
      return named(scope, given);
    }
    Matcher arn = ARN.matcher(given);
    if (!arn.matches()) {
      throw invalidKeyId(given);
    }
    if (!arn.group(2).equals(scope.region())) {
      throw KmsRefusal.of(KmsError.NOT_FOUND, "Invalid arn " + arn.group(2));
    }
    Scope owner = new Scope(arn.group(3), scope.region());
    if (!owner.partition().equals(arn.group(1))) {
      throw KmsRefusal.of(KmsError.NOT_FOUND, "Invalid arn " + given);
    }
    String resource = arn.group(4);
    return resource.startsWith(AliasName.PREFIX)
        ? named(owner, resource)
        : new Target.Key(new KeyArn(owner, resource.substring("key/".length())));
  }

  private static Target named(Scope scope, String text) {
    return AliasName.parse(text)
        .<Target>map(name -> new Target.Named(scope, name))
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

  private static KmsRefusal invalidKeyId(String given) {
    return KmsRefusal.of(KmsError.NOT_FOUND, "Invalid keyId '" + given + "'");
  }
}
