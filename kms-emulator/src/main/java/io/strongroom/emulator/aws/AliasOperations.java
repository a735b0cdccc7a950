package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Authorizer;
import io.strongroom.emulator.service.KeyFinder;
import io.strongroom.emulator.store.AliasStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names of keys. */
@ApplicationScoped
class AliasOperations implements OperationGroup {

  private final AliasStore aliases;
  private final KeyFinder finder;
  private final Authorizer authorizer;
  private final KmsClock clock;

  AliasOperations(AliasStore aliases, KeyFinder finder, Authorizer authorizer, KmsClock clock) {
    this.aliases = aliases;
    this.finder = finder;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.silent("CreateAlias", Quota.CHANGE_5, this::create),
        Operation.silent("UpdateAlias", Quota.CHANGE_5, this::update),
        Operation.silent("DeleteAlias", Quota.CHANGE_15, this::delete),
        Operation.answering("ListAliases", Quota.LIST_ALIASES, this::list));
  }

  private Uni<?> create(AwsCall call) {
    Members members = call.members();
    String given = members.requiredText("AliasName", 1, 256);
    String target = members.requiredText("TargetKeyId", 1, 2048);
    members.check();
    AliasName name = writableName(given);
    Instant now = clock.instant();
    return target(call, target)
        .map(key -> new Alias(call.scope(), name, key.arn(), now, now))
        .chain(aliases::create);
  }

  private Uni<?> update(AwsCall call) {
    Members members = call.members();
    String given = members.requiredText("AliasName", 1, 256);
    String target = members.requiredText("TargetKeyId", 1, 2048);
    members.check();
    AliasName name = writableName(given);
    return target(call, target)
        .call(() -> requirePermittedOnTarget(call, name))
        .chain(key -> aliases.retarget(call.scope(), name, key.arn()));
  }

  private Uni<?> delete(AwsCall call) {
    Members members = call.members();
    String given = members.requiredText("AliasName", 1, 256);
    members.check();
    AliasName name = writableName(given);
    return requirePermittedOnTarget(call, name).chain(() -> aliases.delete(call.scope(), name));
  }

  // AWS: whoever moves or removes an alias needs the permission on the key that has it.
  private Uni<Void> requirePermittedOnTarget(AwsCall call, AliasName name) {
    return aliases
        .find(call.scope(), name)
        .map(found -> found.orElseThrow(() -> KmsRefusal.noSuchAlias(name.arn(call.scope()))))
        .chain(alias -> target(call, alias.target().toString()))
        .replaceWithVoid();
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 50, 100);
    Optional<String> keyId = members.text("KeyId", 1, 2048);
    members.check();
    Uni<Optional<KeyArn>> target =
        keyId
            .map(id -> finder.findByIdOrArn(call.scope(), id).map(KmsKey::arn).map(Optional::of))
            .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    return target.chain(arn -> list(call.scope(), arn, paging));
  }

  private Uni<JsonObject> list(Scope scope, Optional<KeyArn> target, Paging paging) {
    return aliases
        .list(scope, target, paging.after(), paging.wanted())
        .map(found -> rows(scope, target, paging, found))
        .map(rows -> paging.page("Aliases", rows, Map.Entry::getValue, Map.Entry::getKey));
  }

  // AWS: names of default keys are listed before the keys exist, without a target.
  private static List<Map.Entry<String, Object>> rows(
      Scope scope, Optional<KeyArn> target, Paging paging, List<Alias> found) {
    Map<String, Object> rows = new TreeMap<>();
    if (target.isEmpty()) {
      KeyFinder.predefinedAliases().stream()
          .filter(name -> name.text().compareTo(paging.after()) > 0)
          .forEach(name -> rows.put(name.text(), KeyJson.predefined(scope, name)));
    }
    found.forEach(alias -> rows.put(alias.name().text(), KeyJson.alias(alias)));
    return rows.entrySet().stream().limit(paging.wanted()).toList();
  }

  private Uni<KmsKey> target(AwsCall call, String keyId) {
    return finder
        .findByIdOrArn(call.scope(), keyId)
        .call(key -> authorizer.require(call.access(key)));
  }

  private static AliasName writableName(String given) {
    if (!given.startsWith(AliasName.PREFIX)) {
      throw KmsRefusal.invalid(
          "Alias must start with the prefix \"alias/\". Please see"
              + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
    }
    AliasName name =
        AliasName.parse(given)
            .orElseThrow(
                () ->
                    KmsRefusal.invalid(
                        "1 validation error detected: Value '"
                            + given
                            + "' at 'aliasName' failed to satisfy constraint: Member must satisfy"
                            + " regular expression pattern: ^[a-zA-Z0-9:/_-]+$"));
    // The model's pattern lets colons through, the service does not.
    if (given.indexOf(':') >= 0) {
      throw KmsRefusal.invalid(given + " contains invalid characters for an alias");
    }
    if (name.isReserved()) {
      throw KmsRefusal.silent(KmsError.NOT_AUTHORIZED);
    }
    return name;
  }
}
