package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.emulator.grant.GrantTerms;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.CreateGrant;
import io.strongroom.emulator.operation.ListGrants;
import io.strongroom.emulator.operation.ListRetirableGrants;
import io.strongroom.emulator.operation.RetireGrant;
import io.strongroom.emulator.operation.RevokeGrant;
import io.strongroom.emulator.store.GrantStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Grants to users and accounts. */
@ApplicationScoped
class DewGrantOperations implements DewOperationGroup {

  private static final int MAX_SHOWN = 100;

  private final CreateGrant create;
  private final RevokeGrant revoke;
  private final RetireGrant retire;
  private final ListGrants list;
  private final ListRetirableGrants listRetirable;

  DewGrantOperations(
      CreateGrant create,
      RevokeGrant revoke,
      RetireGrant retire,
      ListGrants list,
      ListRetirableGrants listRetirable) {
    this.create = create;
    this.revoke = revoke;
    this.retire = retire;
    this.list = list;
    this.listRetirable = listRetirable;
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
    GrantTerms terms = DewGrantJson.terms(call.input());
    return create
        .execute(call.call(), new CreateGrant.Command(call.key(), terms, List.of(), false))
        .map(made -> new JsonObject().put("grant_id", made.grant().id()));
  }

  private Uni<JsonObject> revoke(DewCall call) {
    String grantId = call.input().required("grant_id");
    return revoke
        .execute(call.call(), new RevokeGrant.Command(call.key(), grantId, false))
        .map(done -> new JsonObject());
  }

  private Uni<JsonObject> retire(DewCall call) {
    String grantId = call.input().required("grant_id");
    return retire
        .execute(
            call.call(),
            new RetireGrant.Command(new RetireGrant.Target.Named(call.key(), grantId), false))
        .map(done -> new JsonObject());
  }

  private Uni<JsonObject> list(DewCall call) {
    int limit = call.input().number("limit", 1, MAX_SHOWN, "KMS.1601").orElse(MAX_SHOWN);
    String after = call.input().text("marker").orElse("");
    var filter = new GrantStore.Filter(Optional.empty(), Optional.empty());
    return list.execute(call.call(), new ListGrants.Command(call.key(), filter, after, limit + 1))
        .map(found -> DewGrantJson.page(found, limit));
  }

  private Uni<JsonObject> listRetirable(DewCall call) {
    int limit = call.input().number("limit", 1, MAX_SHOWN, "KMS.1601").orElse(MAX_SHOWN);
    String after = call.input().text("marker").orElse("");
    PrincipalName principal = PrincipalName.of(call.call().caller().userName());
    return listRetirable
        .execute(call.call(), new ListRetirableGrants.Command(principal, after, limit + 1))
        .map(found -> DewGrantJson.page(found, limit));
  }
}
