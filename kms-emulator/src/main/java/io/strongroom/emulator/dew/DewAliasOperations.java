package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.emulator.store.ProjectStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Names of keys. */
@ApplicationScoped
class DewAliasOperations implements DewOperationGroup {

  private static final int MAX_SHOWN = 50;

  private final DewKeys finder;
  private final DewNames names;
  private final AliasStore aliases;
  private final ProjectStore projects;
  private final KmsClock clock;

  DewAliasOperations(
      DewKeys finder, DewNames names, AliasStore aliases, ProjectStore projects, KmsClock clock) {
    this.projects = projects;
    this.finder = finder;
    this.names = names;
    this.aliases = aliases;
    this.clock = clock;
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
    return finder
        .changeable(call, "kms:UpdateAlias")
        .chain(key -> names.primary(key).chain(old -> rename(key, old, name)).replaceWith(key))
        .map(
            key ->
                new JsonObject()
                    .put(
                        "key_info",
                        new JsonObject()
                            .put("key_id", key.arn().keyId())
                            .put("key_alias", name.text().substring(AliasName.PREFIX.length()))));
  }

  // The new name first: if it is taken, the key keeps the old one. It inherits the age, by which
  // it is the one that the key is shown with.
  private Uni<Void> rename(KmsKey key, Optional<Alias> old, AliasName name) {
    Instant now = clock.instant();
    Instant since = old.map(Alias::created).orElse(now);
    Uni<Void> created = aliases.create(new Alias(key.arn().scope(), name, key.arn(), since, now));
    return old.map(alias -> created.chain(() -> aliases.delete(key.arn().scope(), alias.name())))
        .orElse(created);
  }

  private Uni<JsonObject> create(DewCall call) {
    AliasName name = DewNames.full(call.input().required("alias"));
    Instant now = clock.instant();
    return finder
        .changeable(call, "kms:CreateAlias")
        .map(key -> new Alias(key.arn().scope(), name, key.arn(), now, now))
        .chain(alias -> aliases.create(alias).replaceWith(alias))
        .map(DewAliasOperations::render);
  }

  private Uni<JsonObject> associate(DewCall call) {
    AliasName name = DewNames.full(call.input().required("alias"));
    return finder
        .changeable(call, "kms:UpdateAlias", "target_key_id")
        .call(key -> requireInProject(call, key.arn().scope(), name))
        .chain(key -> aliases.retarget(key.arn().scope(), name, key.arn()).replaceWith(key))
        .chain(key -> aliases.find(key.arn().scope(), name))
        .map(found -> render(found.orElseThrow()));
  }

  private Uni<Void> requireInProject(DewCall call, Scope scope, AliasName name) {
    return aliases
        .find(scope, name)
        .chain(
            found ->
                found
                    .map(alias -> finder.of(call, alias.target()).replaceWithVoid())
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<WireReply> delete(DewCall call) {
    List<AliasName> doomed =
        call.input().texts("aliases").stream().map(DewNames::full).distinct().toList();
    return finder
        .changeable(call, "kms:DeleteAlias")
        .chain(key -> names.all(key).invoke(found -> requireAll(found, doomed)).replaceWith(key))
        .chain(
            key ->
                Multi.createFrom()
                    .iterable(doomed)
                    .onItem()
                    .transformToUniAndConcatenate(name -> aliases.delete(key.arn().scope(), name))
                    .collect()
                    .last())
        .replaceWith(DewOperation::empty);
  }

  private static void requireAll(List<Alias> found, List<AliasName> wanted) {
    if (!found.stream().map(Alias::name).toList().containsAll(wanted)) {
      throw DewRefusal.invalid("aliases");
    }
  }

  private Uni<WireReply> list(DewCall call) {
    int limit = call.input().number("limit", 1, MAX_SHOWN, "KMS.1601").orElse(MAX_SHOWN);
    String after = call.input().text("marker").orElse("");
    Uni<List<Alias>> found =
        call.input().text("key_id").filter(id -> !id.isEmpty()).isPresent()
            ? finder
                .permitted(call, "kms:ListAliases")
                .chain(
                    key ->
                        aliases.list(key.arn().scope(), Optional.of(key.arn()), after, limit + 1))
            : inProject(call, after, limit + 1);
    return found.map(all -> WireReply.of(200, page(all, limit).toBuffer()));
  }

  private Uni<List<Alias>> inProject(DewCall call, String after, int limit) {
    return projects
        .elsewhere(call.scope(), call.project())
        .chain(
            hidden ->
                aliases
                    .list(call.scope(), Optional.empty(), after, Integer.MAX_VALUE)
                    .map(
                        all ->
                            all.stream()
                                .filter(alias -> !hidden.contains(alias.target().toString()))
                                .limit(limit)
                                .toList()));
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
        .put("domain_id", alias.scope().account())
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
