package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.GrantTokens;
import io.strongroom.emulator.service.Grants;
import io.strongroom.emulator.service.KeyFinder;
import io.strongroom.emulator.store.GrantStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Grants. */
@ApplicationScoped
class GrantOperations implements OperationGroup {

  private final KeyAccess access;
  private final KeyFinder finder;
  private final Grants grants;
  private final GrantStore store;
  private final GrantTokens tokens;

  GrantOperations(
      KeyAccess access, KeyFinder finder, Grants grants, GrantStore store, GrantTokens tokens) {
    this.access = access;
    this.finder = finder;
    this.grants = grants;
    this.store = store;
    this.tokens = tokens;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("CreateGrant", Quota.GRANTS, this::create),
        Operation.answering("ListGrants", Quota.LIST_OF_KEY, this::list),
        Operation.answering("ListRetirableGrants", Quota.LIST_OF_KEY, this::listRetirable),
        Operation.silent("RetireGrant", Quota.GRANTS, this::retire),
        Operation.silent("RevokeGrant", Quota.GRANTS, this::revoke));
  }

  private Uni<JsonObject> create(AwsCall call) {
    CreateGrantInput input = CreateGrantInput.read(call);
    return finder
        .findByIdOrArn(call.scope(), input.keyId())
        .call(key -> grants.requireMayCreate(input.access(call, key), input.terms()))
        .invoke(key -> Grants.requireGrantable(key, input.terms()))
        .invoke(() -> DryRun.stop(input.dryRun()))
        .chain(key -> grants.create(call.caller(), key, input.terms()))
        .chain(
            grant ->
                tokens
                    .issue(grant.id())
                    .map(
                        token ->
                            new JsonObject().put("GrantId", grant.id()).put("GrantToken", token)));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 50, 100);
    var filter =
        new GrantStore.Filter(
            members.text("GrantId", 1, 128), members.text("GranteePrincipal", 1, 256));
    return access
        .permitted(call, members)
        .chain(key -> store.list(key.arn(), filter, paging.after(), paging.wanted()))
        .map(found -> paging.page("Grants", found, GrantJson::render, Grant::id));
  }

  private Uni<JsonObject> listRetirable(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 50, 100);
    String principal = members.requiredText("RetiringPrincipal", 1, 256);
    members.check();
    if (!CreateGrantInput.isOfAccount(principal, call.caller().account())) {
      throw KmsRefusal.of(KmsError.ACCESS_DENIED, "The principal belongs to another account.");
    }
    return store
        .listRetirable(principal, call.scope().region(), paging.after(), paging.wanted())
        .map(found -> paging.page("Grants", found, GrantJson::render, Grant::id));
  }

  private Uni<?> retire(AwsCall call) {
    Members members = call.members();
    Optional<String> token = members.text("GrantToken", 1, 8192);
    Optional<String> keyId = members.text("KeyId", 1, 2048);
    Optional<String> grantId = members.text("GrantId", 1, 128);
    boolean dryRun = members.flag("DryRun");
    members.check();
    if (token.isPresent() == (keyId.isPresent() && grantId.isPresent())) {
      throw KmsRefusal.invalid("Please specify either a grant token, or a key ARN and a grant ID.");
    }
    Uni<Grant> grant =
        token.isPresent()
            ? tokens.grantId(token.get()).chain(grants::get)
            : named(call, keyId.orElseThrow(), grantId.orElseThrow());
    return grant
        .call(found -> requireMayRetire(call, found))
        .invoke(() -> DryRun.stop(dryRun))
        .chain(found -> store.delete(found.id()));
  }

  private Uni<Void> requireMayRetire(AwsCall call, Grant grant) {
    return finder
        .findByIdOrArn(grant.key().scope(), grant.key().keyId())
        .chain(key -> grants.requireMayRetire(call.access(key), grant));
  }

  private Uni<?> revoke(AwsCall call) {
    Members members = call.members();
    String grantId = members.requiredText("GrantId", 1, 128);
    boolean dryRun = members.flag("DryRun");
    return access
        .permitted(call, members)
        .chain(key -> onKey(key, grantId))
        .invoke(() -> DryRun.stop(dryRun))
        .chain(found -> store.delete(found.id()));
  }

  private Uni<Grant> named(AwsCall call, String keyId, String grantId) {
    return finder.findByIdOrArn(call.scope(), keyId).chain(key -> onKey(key, grantId));
  }

  private Uni<Grant> onKey(KmsKey key, String grantId) {
    return grants
        .get(grantId)
        .invoke(
            grant -> {
              if (!grant.key().equals(key.arn())) {
                throw KmsRefusal.silent(KmsError.INVALID_GRANT_ID);
              }
            });
  }
}
