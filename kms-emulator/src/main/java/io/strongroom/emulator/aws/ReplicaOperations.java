package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyFamily;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Families;
import io.strongroom.emulator.service.Policies;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ReplicateKey and UpdatePrimaryRegion. */
@ApplicationScoped
class ReplicaOperations implements OperationGroup {

  private static final String REGION = "([a-z]+-){2,3}\\d+";

  private final KeyAccess access;
  private final Families families;
  private final Policies policies;

  ReplicaOperations(KeyAccess access, Families families, Policies policies) {
    this.access = access;
    this.families = families;
    this.policies = policies;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("ReplicateKey", Quota.CHANGE_5, this::replicate),
        Operation.silent("UpdatePrimaryRegion", Quota.CHANGE_5, this::movePrimary));
  }

  private Uni<JsonObject> replicate(AwsCall call) {
    Members members = call.members();
    String region = region(members, "ReplicaRegion");
    Optional<String> policy = members.text("Policy", 1, 131_072);
    boolean mayLockOut = members.flag("BypassPolicyLockoutSafetyCheck");
    String description = members.text("Description", 0, 8192).orElse("");
    var tags = Tags.read(members);
    return access
        .permitted(call, members)
        .invoke(key -> requireAcceptable(call, key, region, policy, mayLockOut))
        .chain(
            key ->
                families.replicate(
                    key, new Families.Wanted(region, description, policy, Tags.checked(tags))))
        .invoke(replica -> call.trail().touched(replica.arn()))
        .chain(replica -> families.of(replica).map(family -> reply(replica, family, tags)));
  }

  private void requireAcceptable(
      AwsCall call, KmsKey key, String region, Optional<String> policy, boolean mayLockOut) {
    KeyArn replica = new KeyArn(new Scope(key.arn().scope().account(), region), key.arn().keyId());
    policy.ifPresent(text -> policies.requireAcceptable(text, call.caller(), replica, mayLockOut));
  }

  // AWS answers before the replica is ready; here it is ready at once.
  private JsonObject reply(KmsKey replica, KeyFamily family, List<Tags.Tag> tags) {
    JsonArray list = new JsonArray();
    Map<String, String> checked = Tags.checked(tags);
    checked.forEach(
        (key, value) -> list.add(new JsonObject().put("TagKey", key).put("TagValue", value)));
    return new JsonObject()
        .put("ReplicaKeyMetadata", KeyJson.metadata(replica, family))
        .put("ReplicaPolicy", policies.text(replica))
        .put("ReplicaTags", list);
  }

  private Uni<?> movePrimary(AwsCall call) {
    Members members = call.members();
    String region = region(members, "PrimaryRegion");
    return access.permitted(call, members).chain(key -> families.movePrimary(key, region));
  }

  private static String region(Members members, String name) {
    if (!members.has(name)) {
      members.missing(name);
    }
    return members.matching(name, REGION, "^([a-z]+-){2,3}\\d+$").orElse("");
  }
}
