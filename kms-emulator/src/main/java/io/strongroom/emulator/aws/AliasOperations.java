package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.CreateAlias;
import io.strongroom.emulator.operation.DeleteAliases;
import io.strongroom.emulator.operation.ListAliases;
import io.strongroom.emulator.operation.UpdateAlias;
import io.strongroom.emulator.service.DefaultMasterKeys;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names of keys. */
@ApplicationScoped
class AliasOperations implements AwsOperationGroup {

  private final CreateAlias create;
  private final UpdateAlias update;
  private final DeleteAliases delete;
  private final ListAliases list;

  AliasOperations(CreateAlias create, UpdateAlias update, DeleteAliases delete, ListAliases list) {
    this.create = create;
    this.update = update;
    this.delete = delete;
    this.list = list;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.silent("CreateAlias", Quota.CHANGE_5, this::create),
        AwsOperation.silent("UpdateAlias", Quota.CHANGE_5, this::update),
        AwsOperation.silent("DeleteAlias", Quota.CHANGE_15, this::delete),
        AwsOperation.answering("ListAliases", Quota.LIST_ALIASES, this::list));
  }

  /** The request of CreateAlias and UpdateAlias. */
  private record Naming(AliasName name, KeyReference target) {

    static Naming read(Members members) {
      String given = members.requiredText("AliasName", 1, 256);
      String target = members.requiredText("TargetKeyId", 1, 2048);
      members.check();
      return new Naming(writableName(given), target(target));
    }

    private static KeyReference target(String given) {
      KeyReference target = KeyReference.ofAws(given);
      if (target.alias().isPresent()) {
        throw KmsRefusal.invalid("Aliases must refer to keys. Not aliases");
      }
      return target;
    }
  }

  private Uni<?> create(AwsCall call) {
    Naming naming = Naming.read(call.members());
    return create.execute(call.call(), new CreateAlias.Command(naming.name(), naming.target()));
  }

  private Uni<?> update(AwsCall call) {
    Naming naming = Naming.read(call.members());
    return update.execute(call.call(), new UpdateAlias.Command(naming.name(), naming.target()));
  }

  private Uni<?> delete(AwsCall call) {
    Members members = call.members();
    String given = members.requiredText("AliasName", 1, 256);
    members.check();
    return delete.execute(call.call(), new DeleteAliases.Command.One(writableName(given)));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 50, 100);
    Optional<KeyReference> key = members.text("KeyId", 1, 2048).map(KeyReference::ofAwsKey);
    members.check();
    return list.execute(call.call(), new ListAliases.Command(key, paging.after(), paging.wanted()))
        .map(found -> rows(call.scope(), key.isEmpty(), paging, found))
        .map(rows -> paging.page("Aliases", rows, Map.Entry::getValue, Map.Entry::getKey));
  }

  // AWS: names of default keys are listed before the keys exist, without a target.
  private static List<Map.Entry<String, Object>> rows(
      Scope scope, boolean predefined, Paging paging, List<Alias> found) {
    Map<String, Object> rows = new TreeMap<>();
    if (predefined) {
      DefaultMasterKeys.predefinedAliases().stream()
          .filter(name -> name.text().compareTo(paging.after()) > 0)
          .forEach(name -> rows.put(name.text(), KeyJson.predefined(scope, name)));
    }
    found.forEach(alias -> rows.put(alias.name().text(), KeyJson.alias(alias)));
    return rows.entrySet().stream().limit(paging.wanted()).toList();
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
