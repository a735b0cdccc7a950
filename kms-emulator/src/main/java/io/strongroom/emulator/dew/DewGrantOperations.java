package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.grant.GrantConstraint;
import io.strongroom.emulator.grant.GrantTerms;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Grants;
import io.strongroom.emulator.store.GrantStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Grants to users and accounts. */
@ApplicationScoped
class DewGrantOperations implements DewOperationGroup {

  private static final int MAX_SHOWN = 100;

  private final DewKeys finder;
  private final Grants grants;
  private final GrantStore store;

  DewGrantOperations(DewKeys finder, Grants grants, GrantStore store) {
    this.finder = finder;
    this.grants = grants;
    this.store = store;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("create-grant", Quota.DEW_LIFECYCLE, this::create),
        new DewOperation("revoke-grant", Quota.DEW_LIFECYCLE, this::revoke),
        new DewOperation("retire-grant", Quota.DEW_LIFECYCLE, this::retire),
        new DewOperation("list-grants", Quota.DEW_READ, this::list),
        new DewOperation("list-retirable-grants", Quota.DEW_READ, this::listRetirable));
  }

  private Uni<JsonObject> create(DewCall call) {
    GrantTerms terms = terms(call.input());
    return finder
        .changeable(call, "kms:CreateGrant")
        .call(key -> grants.requireMayCreate(call.access("kms:CreateGrant", key), terms))
        .chain(key -> grants.create(call.caller(), key, terms))
        .map(grant -> new JsonObject().put("grant_id", grant.id()));
  }

  private static GrantTerms terms(DewInput input) {
    String grantee = input.required("grantee_principal");
    Optional<String> retiring = input.text("retiring_principal").filter(text -> !text.isEmpty());
    DewPrincipal.Kind kind = DewPrincipal.Kind.read(input);
    Set<String> operations =
        input.texts("operations").stream()
            .map(DewGrantOperation::ofDew)
            .map(operation -> operation.orElseThrow(() -> DewRefusal.invalid("operations")))
            .map(DewGrantOperation::awsName)
            .collect(Collectors.toSet());
    if (operations.equals(Set.of("CreateGrant"))) {
      throw DewRefusal.of("KMS.2401", "A grant of create-grant alone is of no use.");
    }
    if (operations.isEmpty()) {
      throw DewRefusal.missing("operations");
    }
    return new GrantTerms(
        input.text("name").filter(text -> !text.isEmpty()),
        DewPrincipal.name(kind, grantee),
        retiring.map(id -> DewPrincipal.name(DewPrincipal.Kind.USER, id)),
        operations,
        new GrantConstraint.None());
  }

  private Uni<JsonObject> revoke(DewCall call) {
    return finder
        .changeable(call, "kms:RevokeGrant")
        .chain(key -> onKey(call, key))
        .chain(grant -> store.delete(grant.id()))
        .map(done -> new JsonObject());
  }

  private Uni<JsonObject> retire(DewCall call) {
    return grants
        .get(call.input().required("grant_id"))
        .invoke(grant -> requireKey(grant, call.input().required("key_id")))
        .invoke(grant -> call.trail().touched(grant.key()))
        .call(
            grant ->
                finder
                    .of(call, grant.key())
                    .chain(
                        key -> grants.requireMayRetire(call.access("kms:RetireGrant", key), grant)))
        .chain(grant -> store.delete(grant.id()))
        .map(done -> new JsonObject());
  }

  private Uni<Grant> onKey(DewCall call, KmsKey key) {
    return grants
        .get(call.input().required("grant_id"))
        .invoke(grant -> requireKey(grant, key.arn().keyId()));
  }

  private static void requireKey(Grant grant, String keyId) {
    if (!grant.key().keyId().equals(keyId)) {
      throw DewRefusal.of("KMS.2502", "The grant is not on this key.");
    }
  }

  private Uni<JsonObject> list(DewCall call) {
    int limit = call.input().number("limit", 1, MAX_SHOWN, "KMS.1601").orElse(MAX_SHOWN);
    String after = call.input().text("marker").orElse("");
    var filter = new GrantStore.Filter(Optional.empty(), Optional.empty());
    return finder
        .permitted(call, "kms:ListGrants")
        .chain(key -> store.list(key.arn(), filter, after, limit + 1))
        .map(found -> page(found, limit));
  }

  private Uni<JsonObject> listRetirable(DewCall call) {
    int limit = call.input().number("limit", 1, MAX_SHOWN, "KMS.1601").orElse(MAX_SHOWN);
    String after = call.input().text("marker").orElse("");
    return store
        .listRetirable(call.caller().userName(), call.scope().region(), after, limit + 1)
        .map(found -> page(found, limit));
  }

  private static JsonObject page(List<Grant> found, int limit) {
    boolean truncated = found.size() > limit;
    List<Grant> shown = truncated ? found.subList(0, limit) : found;
    JsonArray list = new JsonArray();
    shown.forEach(grant -> list.add(render(grant)));
    return new JsonObject()
        .put("grants", list)
        .put("next_marker", truncated ? shown.getLast().id() : "")
        .put("truncated", String.valueOf(truncated))
        .put("total", shown.size());
  }

  private static JsonObject render(Grant grant) {
    JsonArray operations = new JsonArray();
    new TreeSet<>(grant.terms().operations())
        .forEach(
            name -> DewGrantOperation.ofAws(name).ifPresent(op -> operations.add(op.dewName())));
    return new JsonObject()
        .put("key_id", grant.key().keyId())
        .put("grant_id", grant.id())
        .put("grantee_principal", DewPrincipal.id(grant.terms().grantee()))
        .put("grantee_principal_type", DewPrincipal.type(grant.terms().grantee()))
        .put("operations", operations)
        .put("issuing_principal", grant.issuingAccount())
        .put("creation_date", DewJson.millis(grant.created()))
        .put("name", grant.terms().name().orElse(""))
        .put("retiring_principal", grant.retiringPrincipal().map(DewPrincipal::id).orElse(""));
  }
}
