package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.ReplicateKey;
import io.strongroom.emulator.operation.UpdatePrimaryRegion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** ReplicateKey and UpdatePrimaryRegion. */
@ApplicationScoped
class ReplicaOperations implements AwsOperationGroup {

  private static final String REGION = "([a-z]+-){2,3}\\d+";
  private static final String CREATING = "Creating";

  private final ReplicateKey replicate;
  private final UpdatePrimaryRegion movePrimary;

  ReplicaOperations(ReplicateKey replicate, UpdatePrimaryRegion movePrimary) {
    this.replicate = replicate;
    this.movePrimary = movePrimary;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("ReplicateKey", Quota.CHANGE_5, this::replicate),
        AwsOperation.silent("UpdatePrimaryRegion", Quota.CHANGE_5, this::movePrimary));
  }

  private Uni<JsonObject> replicate(AwsCall call) {
    Members members = call.members();
    Optional<Region> region = region(members, "ReplicaRegion");
    Optional<String> policy = members.text("Policy", 1, 131_072);
    boolean mayLockOut = members.flag("BypassPolicyLockoutSafetyCheck");
    String description = members.text("Description", 0, 8192).orElse("");
    List<KeyTag> tags = Tags.read(members);
    KeyReference key = AwsCall.onlyKey(members);
    return replicate
        .execute(
            call.call(),
            new ReplicateKey.Command(
                key,
                new ReplicateKey.Replica(
                    region.orElseThrow(), description, policy, tags, Optional.empty()),
                mayLockOut))
        .map(made -> reply(made, tags));
  }

  // AWS: the answer comes while the replica is being made, and shows it so. Here it is ready when
  // anybody asks next.
  private static JsonObject reply(ReplicateKey.Result made, List<KeyTag> tags) {
    JsonArray list = new JsonArray();
    tags.forEach(
        tag -> list.add(new JsonObject().put("TagKey", tag.key()).put("TagValue", tag.value())));
    return new JsonObject()
        .put(
            "ReplicaKeyMetadata",
            KeyJson.metadata(made.replica(), made.family())
                .put("KeyState", CREATING)
                .put("Enabled", false))
        .put("ReplicaPolicy", made.policy())
        .put("ReplicaTags", list);
  }

  private Uni<?> movePrimary(AwsCall call) {
    Members members = call.members();
    Optional<Region> region = region(members, "PrimaryRegion");
    KeyReference key = AwsCall.onlyKey(members);
    return movePrimary.execute(
        call.call(), new UpdatePrimaryRegion.Command(key, region.orElseThrow()));
  }

  /** Empty where it is wrong, which the check of all members tells. */
  private static Optional<Region> region(Members members, String name) {
    if (!members.has(name)) {
      members.missing(name);
    }
    return members.matching(name, REGION, "^([a-z]+-){2,3}\\d+$").map(Region::of);
  }
}
