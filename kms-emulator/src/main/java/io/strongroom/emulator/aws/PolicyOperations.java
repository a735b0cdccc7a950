package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Policies;
import io.strongroom.emulator.store.KeyStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Key policies. */
@ApplicationScoped
class PolicyOperations implements OperationGroup {

  private static final String ONLY_NAME = "default";
  private static final int MAX_POLICY_LENGTH = 131_072;

  private final KeyAccess access;
  private final KeyStore keys;
  private final Policies policies;

  PolicyOperations(KeyAccess access, KeyStore keys, Policies policies) {
    this.access = access;
    this.keys = keys;
    this.policies = policies;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("GetKeyPolicy", Quota.READ_POLICY, this::get),
        Operation.silent("PutKeyPolicy", Quota.CHANGE_15, this::put),
        Operation.answering("ListKeyPolicies", Quota.LIST_OF_KEY, this::list));
  }

  private Uni<JsonObject> get(AwsCall call) {
    Members members = call.members();
    var name = members.text("PolicyName", 1, 128);
    return access
        .permitted(call, members)
        .invoke(() -> requireOnlyName(name.orElse(ONLY_NAME)))
        .map(
            key -> new JsonObject().put("Policy", policies.text(key)).put("PolicyName", ONLY_NAME));
  }

  private Uni<?> put(AwsCall call) {
    Members members = call.members();
    var name = members.text("PolicyName", 1, 128);
    String policy = members.requiredText("Policy", 1, MAX_POLICY_LENGTH);
    boolean mayLockOut = members.flag("BypassPolicyLockoutSafetyCheck");
    return access
        .permitted(call, members)
        .invoke(
            key -> {
              requireOnlyName(name.orElse(ONLY_NAME));
              policies.requireAcceptable(policy, call.caller(), key.arn(), mayLockOut);
            })
        .chain(key -> keys.change(key.arn(), current -> current.withPolicy(policy)));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 100, 1000);
    return access
        .permitted(call, members)
        .map(key -> paging.page("PolicyNames", List.of(ONLY_NAME), name -> name, name -> name));
  }

  private static void requireOnlyName(String name) {
    if (!name.equals(ONLY_NAME)) {
      throw KmsRefusal.of(KmsError.NOT_FOUND, "No such policy exists");
    }
  }
}
