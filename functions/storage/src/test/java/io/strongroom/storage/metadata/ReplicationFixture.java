package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.RemoteBuckets;
import io.strongroom.domain.port.Replicas;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleFilter.Form;
import io.strongroom.domain.record.ReplicationConfiguration;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.domain.record.ReplicationRule.Destination;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.Told;
import io.strongroom.domain.replication.Destinations;
import io.strongroom.domain.replication.ReplicationMeter;
import io.strongroom.domain.replication.Replicator;
import io.strongroom.domain.testing.DirectWorkers;
import io.strongroom.domain.testing.MetadataContract;
import io.strongroom.domain.testing.Records;
import io.strongroom.domain.testing.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Buckets that are copied, and workers that copy. */
final class ReplicationFixture {

  static final Duration LONG = Duration.ofMinutes(5);
  static final Duration WEEK = Duration.ofDays(7);

  final JobFixture objects;

  /** None, until a test has some. */
  RemoteBuckets targets = RemoteBuckets.none();

  final Queue<String> failed = new ConcurrentLinkedQueue<>();
  final Queue<String> putOff = new ConcurrentLinkedQueue<>();
  private final MetadataContract.Ports ports;

  ReplicationFixture(MetadataContract.Ports ports) {
    this.ports = ports;
    this.objects = new JobFixture(ports);
  }

  /** A bucket that keeps versions. */
  Uni<BucketName> bucket() {
    Bucket bucket = Records.bucket(Records.bucketName());
    return ports
        .buckets()
        .createIfAbsent(bucket)
        .chain(made -> ports.buckets().setVersioning(bucket.name(), Versioning.ENABLED))
        .replaceWith(bucket.name());
  }

  Uni<Void> copy(BucketName from, ReplicationRule... rules) {
    return ports
        .buckets()
        .set(
            from,
            new BucketSetting.Replication(
                Optional.of(
                    new ReplicationConfiguration(
                        "arn:aws:iam::" + JobFixture.ACCOUNT + ":role/copies", List.of(rules)))));
  }

  static ReplicationRule everything(BucketName to) {
    return rule(to, "", List.of(), Optional.empty());
  }

  static ReplicationRule rule(BucketName to, String prefix, List<Tag> tags, Optional<String> key) {
    return new ReplicationRule(
        "to-" + to,
        OptionalInt.of(1),
        true,
        new LifecycleFilter(
            Form.AND, Optional.of(prefix), tags, OptionalLong.empty(), OptionalLong.empty()),
        Optional.of(tags.isEmpty()),
        Optional.of(true),
        Optional.empty(),
        new Destination(
            to.arn(), Optional.empty(), false, Optional.empty(), key.map(KeyName::parse)));
  }

  Replicator worker(ObjectOutbox outbox, Replicas replicas, Duration hold, Duration retryFor) {
    return new Replicator(
        new Replicator.Work(
            outbox,
            (role, account) -> Uni.createFrom().item(Optional.of(JobFixture.ROOT.identity()))),
        new Destinations(
            objects.parts,
            new Destinations.Keepers(replicas, targets),
            Store.S3_RULES,
            new DirectWorkers()),
        objects.parts,
        new Replicator.Patience(hold, retryFor),
        new ReplicationMeter() {
          @Override
          public void copied(long bytes, Duration lag) {}

          @Override
          public void failed(Told piece, String reason) {
            failed.add(reason);
          }

          @Override
          public void putOff(Told piece, Duration pause, String reason) {
            putOff.add(reason);
          }
        });
  }
}
