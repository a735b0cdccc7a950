package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.CreateAlias;
import io.strongroom.emulator.operation.DeleteAliases;
import io.strongroom.emulator.operation.ListAliases;
import io.strongroom.emulator.operation.RenameKey;
import io.strongroom.emulator.operation.UpdateAlias;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of keys. */
@ApplicationScoped
class DewAliasOperations implements DewOperationGroup {

  private static final int MAX_SHOWN = 50;

  private final RenameKey rename;
  private final CreateAlias create;
  private final UpdateAlias update;
  private final DeleteAliases delete;
  private final ListAliases list;

  DewAliasOperations(
      RenameKey rename,
      CreateAlias create,
      UpdateAlias update,
      DeleteAliases delete,
      ListAliases list) {
    this.rename = rename;
    this.create = create;
    this.update = update;
    this.delete = delete;
    this.list = list;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("update-key-alias", Quota.DEW_LIFECYCLE, this::rename),
        new DewOperation("aliases", Quota.DEW_LIFECYCLE, this::create),
        new DewOperation("GET", "aliases", Quota.DEW_READ, this::list),
        new DewOperation("DELETE", "aliases", Quota.DEW_LIFECYCLE, this::delete),
        new DewOperation("alias/associate", Quota.DEW_LIFECYCLE, this::associate));
  }

  private Uni<JsonObject> rename(DewCall call) {
    AliasName name = DewNames.ofUser(call.input().required("key_alias"));
    return rename
        .execute(call.call(), new RenameKey.Command(call.key(), name))
        .map(
            key ->
                new JsonObject()
                    .put(
                        "key_info",
                        new JsonObject()
                            .put("key_id", key.arn().keyId())
                            .put("key_alias", name.text().substring(AliasName.PREFIX.length()))));
  }

  private Uni<JsonObject> create(DewCall call) {
    AliasName name = DewNames.full(call.input().required("alias"));
    return create
        .execute(call.call(), new CreateAlias.Command(name, call.key()))
        .map(DewAliasOperations::render);
  }

  private Uni<JsonObject> associate(DewCall call) {
    AliasName name = DewNames.full(call.input().required("alias"));
    return update
        .execute(call.call(), new UpdateAlias.Command(name, call.key("target_key_id")))
        .map(DewAliasOperations::render);
  }

  private Uni<WireReply> delete(DewCall call) {
    Set<AliasName> names =
        call.input().texts("aliases").stream().map(DewNames::full).collect(Collectors.toSet());
    return delete
        .execute(call.call(), new DeleteAliases.Command.OfKey(call.key(), names))
        .onFailure(DewAliasOperations::isUnknownName)
        .transform(unknown -> DewRefusal.invalid("aliases"))
        .replaceWith(DewOperation::empty);
  }

  private static boolean isUnknownName(Throwable failure) {
    return failure instanceof KmsRefusal refusal && refusal.error() == KmsError.NO_SUCH_ALIAS;
  }

  private Uni<WireReply> list(DewCall call) {
    int limit = call.input().number("limit", 1, MAX_SHOWN, "KMS.1601").orElse(MAX_SHOWN);
    String after = call.input().text("marker").orElse("");
    return list.execute(
            call.call(), new ListAliases.Command(call.optionalKey("key_id"), after, limit + 1))
        .map(found -> WireReply.of(200, page(found, limit).toBuffer()));
  }

  // DEW: the answer is a list of one page.
  private static JsonArray page(List<Alias> found, int limit) {
    List<Alias> shown = found.subList(0, Math.min(limit, found.size()));
    JsonArray list = new JsonArray();
    shown.forEach(alias -> list.add(render(alias)));
    String next = found.size() > limit ? shown.getLast().name().text() : "";
    return new JsonArray()
        .add(
            new JsonObject()
                .put("aliases", list)
                .put(
                    "page_info",
                    new JsonObject().put("next_marker", next).put("current_count", shown.size())));
  }

  private static JsonObject render(Alias alias) {
    return new JsonObject()
        .put("domain_id", alias.scope().account().value())
        .put("key_id", alias.target().keyId())
        .put("alias", alias.name().text())
        .put(
            "alias_urn",
            "kms:%s:%s:%s"
                .formatted(
                    alias.scope().region(),
                    alias.scope().account(),
                    alias.name().text().replaceFirst("/", ":")))
        .put("create_time", DewJson.millis(alias.created()))
        .put("update_time", DewJson.millis(alias.updated()));
  }
}
