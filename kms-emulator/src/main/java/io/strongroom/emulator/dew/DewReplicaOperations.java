package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.Home;
import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.ReplicateKey;
import io.strongroom.emulator.operation.UpdatePrimaryRegion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Replicas of keys in other regions.
 *
 * <p>Source: Huawei Cloud SDK for Java, {@code KmsMeta}: {@code /v2/{project_id}/kms}.
 */
@ApplicationScoped
class DewReplicaOperations implements DewOperationGroup {

  private static final Pattern REGION = Pattern.compile("([a-z]+-){2,3}[0-9]+");
  private static final String KEY = "/v2/{project_id}/kms/keys/{key_id}";

  private final ReplicateKey replicate;
  private final UpdatePrimaryRegion movePrimary;

  DewReplicaOperations(ReplicateKey replicate, UpdatePrimaryRegion movePrimary) {
    this.replicate = replicate;
    this.movePrimary = movePrimary;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        DewOperation.at(
            "POST " + KEY + "/replicate", "replicate-key", Quota.DEW_LIFECYCLE, this::replicate),
        DewOperation.at(
            "PUT " + KEY + "/update-primary-region",
            "update-primary-region",
            Quota.DEW_LIFECYCLE,
            this::movePrimary),
        DewOperation.at(
            "GET /v2/{project_id}/kms/regions",
            "list-regions",
            Quota.DEW_READ,
            DewReplicaOperations::regions));
  }

  private Uni<WireReply> replicate(DewCall call) {
    DewInput input = call.input();
    Region region = region(input, "replica_region");
    List<KeyTag> tags = input.optionalStructures("tags").stream().map(DewTagJson::read).toList();
    AliasName name = DewNames.ofUser(input.required("key_alias"));
    String project = input.required("replica_project_id");
    ReplicateKey.Replica replica =
        new ReplicateKey.Replica(
            region,
            input.description("key_description"),
            Optional.empty(),
            tags,
            Optional.of(new Home(name, Optional.of(project))));
    return replicate
        .execute(call.call(), new ReplicateKey.Command(call.key(), replica, false))
        .map(
            made ->
                DewOperation.reply(
                    new JsonObject()
                        .put("key_id", made.replica().arn().keyId())
                        .put("domain_id", made.replica().arn().scope().account().value())
                        .put("region", region.value())));
  }

  private Uni<WireReply> movePrimary(DewCall call) {
    Region region = region(call.input(), "primary_region");
    return movePrimary
        .execute(call.call(), new UpdatePrimaryRegion.Command(call.key(), region))
        .map(
            done ->
                DewOperation.reply(
                    new JsonObject()
                        .put("key_id", call.input().required("key_id"))
                        .put("primary_region", region.value())));
  }

  // Every region is here: a key's region is a name.
  private static Uni<WireReply> regions(DewCall call) {
    return Uni.createFrom()
        .item(
            DewOperation.reply(
                new JsonObject()
                    .put("regions", new JsonArray().add(call.call().scope().region().value()))));
  }

  private static Region region(DewInput input, String member) {
    String region = input.required(member);
    if (!REGION.matcher(region).matches()) {
      throw DewRefusal.invalid(member);
    }
    return Region.of(region);
  }
}
