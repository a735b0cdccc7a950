package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
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

/** Grants. */
@ApplicationScoped
class GrantOperations implements AwsOperationGroup {

  private final CreateGrant create;
  private final ListGrants list;
  private final ListRetirableGrants listRetirable;
  private final RetireGrant retire;
  private final RevokeGrant revoke;

  GrantOperations(
      CreateGrant create,
      ListGrants list,
      ListRetirableGrants listRetirable,
      RetireGrant retire,
      RevokeGrant revoke) {
    this.create = create;
    this.list = list;
    this.listRetirable = listRetirable;
    this.retire = retire;
    this.revoke = revoke;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("CreateGrant", Quota.GRANTS, this::create),
        AwsOperation.answering("ListGrants", Quota.LIST_OF_KEY, this::list),
        AwsOperation.answering("ListRetirableGrants", Quota.LIST_OF_KEY, this::listRetirable),
        AwsOperation.silent("RetireGrant", Quota.GRANTS, this::retire),
        AwsOperation.silent("RevokeGrant", Quota.GRANTS, this::revoke));
  }

  private Uni<JsonObject> create(AwsCall call) {
    return create
        .execute(call.call(), CreateGrantInput.read(call))
        .map(
            made ->
                new JsonObject().put("GrantId", made.grant().id()).put("GrantToken", made.token()));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 50, 100);
    var filter =
        new GrantStore.Filter(
            members.text("GrantId", 1, 128), members.text("GranteePrincipal", 1, 256));
    KeyReference key = AwsCall.onlyKey(members);
    return list.execute(
            call.call(), new ListGrants.Command(key, filter, paging.after(), paging.wanted()))
        .map(found -> paging.page("Grants", found, GrantJson::render, Grant::id));
  }

  private Uni<JsonObject> listRetirable(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 50, 100);
    PrincipalName principal = PrincipalName.of(members.requiredText("RetiringPrincipal", 1, 256));
    members.check();
    if (!CreateGrantInput.isOfAccount(principal.text(), call.call().caller().account())) {
      throw KmsRefusal.of(KmsError.ACCESS_DENIED, "The principal belongs to another account.");
    }
    return listRetirable
        .execute(
            call.call(),
            new ListRetirableGrants.Command(principal, paging.after(), paging.wanted()))
        .map(found -> paging.page("Grants", found, GrantJson::render, Grant::id));
  }

  private Uni<?> retire(AwsCall call) {
    Members members = call.members();
    Optional<String> token = members.text("GrantToken", 1, 8192);
    Optional<KeyReference> key = members.text("KeyId", 1, 2048).map(KeyReference::ofAwsKey);
    Optional<String> grantId = members.text("GrantId", 1, 128);
    boolean dryRun = members.flag("DryRun");
    members.check();
    if (token.isPresent() == (key.isPresent() && grantId.isPresent())) {
      throw KmsRefusal.invalid("Please specify either a grant token, or a key ARN and a grant ID.");
    }
    RetireGrant.Target target =
        token
            .<RetireGrant.Target>map(RetireGrant.Target.Token::new)
            .orElseGet(
                () -> new RetireGrant.Target.Named(key.orElseThrow(), grantId.orElseThrow()));
    return retire.execute(call.call(), new RetireGrant.Command(target, dryRun));
  }

  private Uni<?> revoke(AwsCall call) {
    Members members = call.members();
    String grantId = members.requiredText("GrantId", 1, 128);
    boolean dryRun = members.flag("DryRun");
    KeyReference key = AwsCall.onlyKey(members);
    return revoke.execute(call.call(), new RevokeGrant.Command(key, grantId, dryRun));
  }
}
