package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.GetKeyPolicy;
import io.strongroom.emulator.operation.ListKeyPolicies;
import io.strongroom.emulator.operation.PolicyName;
import io.strongroom.emulator.operation.PutKeyPolicy;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Key policies. */
@ApplicationScoped
class PolicyOperations implements AwsOperationGroup {

  private static final int MAX_POLICY_LENGTH = 131_072;

  private final GetKeyPolicy get;
  private final PutKeyPolicy put;
  private final ListKeyPolicies list;

  PolicyOperations(GetKeyPolicy get, PutKeyPolicy put, ListKeyPolicies list) {
    this.get = get;
    this.put = put;
    this.list = list;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("GetKeyPolicy", Quota.READ_POLICY, this::get),
        AwsOperation.silent("PutKeyPolicy", Quota.CHANGE_15, this::put),
        AwsOperation.answering("ListKeyPolicies", Quota.LIST_OF_KEY, this::list));
  }

  private Uni<JsonObject> get(AwsCall call) {
    Members members = call.members();
    PolicyName name = name(members);
    KeyReference key = AwsCall.onlyKey(members);
    return get.execute(call.call(), new GetKeyPolicy.Command(key, name))
        .map(text -> new JsonObject().put("Policy", text).put("PolicyName", name.text()));
  }

  private Uni<?> put(AwsCall call) {
    Members members = call.members();
    PolicyName name = name(members);
    String policy = members.requiredText("Policy", 1, MAX_POLICY_LENGTH);
    boolean mayLockOut = members.flag("BypassPolicyLockoutSafetyCheck");
    KeyReference key = AwsCall.onlyKey(members);
    return put.execute(call.call(), new PutKeyPolicy.Command(key, name, policy, mayLockOut));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 100, 1000);
    KeyReference key = AwsCall.onlyKey(members);
    return list.execute(call.call(), new ListKeyPolicies.Command(key))
        .map(found -> paging.page("PolicyNames", found, PolicyName::text, PolicyName::text));
  }

  private static PolicyName name(Members members) {
    return members.text("PolicyName", 1, 128).map(PolicyName::new).orElse(PolicyName.DEFAULT);
  }
}
