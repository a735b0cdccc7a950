package io.strongroom.domain.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.RemoteBuckets;
import io.strongroom.domain.port.RoleActors;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.ReplicationConfiguration;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.domain.record.ReplicationRule.Destination;
import java.util.Optional;

/**
 * What has to be so before things of a bucket are copied elsewhere: both buckets keep versions, the
 * role is one of the bucket's account, and whoever sets it may give that role to the service.
 *
 * <p>Source: "PutBucketReplication", Amazon S3 API reference.
 */
public final class ReplicationTerms implements SettingTerms {

  private static final String PASS_ROLE = "iam:PassRole";

  private final Buckets buckets;
  private final RoleActors roles;
  private final ServiceRights rights;
  private final RemoteBuckets targets;

  public ReplicationTerms(
      Buckets buckets, RoleActors roles, ServiceRights rights, RemoteBuckets targets) {
    this.buckets = buckets;
    this.roles = roles;
    this.rights = rights;
    this.targets = targets;
  }

  @Override
  public Uni<Void> require(Caller caller, Bucket bucket, BucketSetting wanted) {
    return wanted instanceof BucketSetting.Replication(var rules) && rules.isPresent()
        ? require(caller, bucket, rules.get())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> require(Caller caller, Bucket bucket, ReplicationConfiguration rules) {
    require(
        bucket.versioning() == Versioning.ENABLED,
        "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    String role =
        rules.role().startsWith("arn:")
            ? rules.role()
            : "arn:aws:iam::" + bucket.owner() + ":role/" + rules.role();
    rights.require(caller, PASS_ROLE, role, bucket.owner());
    return roles
        .find(rules.role(), bucket.owner())
        .invoke(found -> require(found.isPresent(), "The role " + role + " does not exist."))
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(rules.rules())
                    .map(ReplicationRule::destination)
                    .onItem()
                    .transformToUniAndConcatenate(destination -> require(bucket, destination))
                    .collect()
                    .last()
                    .replaceWithVoid());
  }

  private Uni<Void> require(Bucket source, Destination destination) {
    if (destination.local().isEmpty()) {
      require(
          targets.find(destination.arn(), source.owner()).isPresent(),
          "There is no replication target " + destination.arn() + ".");
      return Uni.createFrom().voidItem();
    }
    return buckets
        .find(destination.local().get())
        .invoke(found -> require(source, destination, found))
        .replaceWithVoid();
  }

  private static void require(Bucket source, Destination destination, Optional<Bucket> found) {
    require(found.isPresent(), "Destination bucket must exist.");
    Bucket bucket = found.orElseThrow();
    require(
        !bucket.name().equals(source.name()),
        "Destination bucket cannot be the same as the source bucket.");
    require(
        bucket.versioning() == Versioning.ENABLED,
        "Destination bucket must have versioning enabled.");
    require(
        destination.account().filter(account -> !account.equals(bucket.owner())).isEmpty(),
        "Account does not match destination bucket");
    require(
        source.settings().lock().isEmpty() || bucket.settings().lock().isPresent(),
        "Destination bucket must have object lock enabled, as the source has.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ObjectStoreException(new RequestError.InvalidRequest(otherwise));
    }
  }
}
