package io.strongroom.domain.replication;

import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.port.RemoteBuckets;
import io.strongroom.domain.port.Replicas;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.ReplicationRule.Destination;

/** To where copies can be made. Thread-safe. */
public final class Destinations {

  private final Copying local;
  private final Copying remote;

  /** Where copies are kept: in buckets of this server, and of others. */
  public record Keepers(Replicas replicas, RemoteBuckets targets) {}

  /**
   * @param parts with keys for work that nobody waits for
   * @param rules by which copies in buckets of this server are written
   */
  public Destinations(Assembly parts, Keepers keepers, WriteRules rules, Workers workers) {
    SourceContent content = new SourceContent(parts.opener());
    this.local = new LocalCopying(parts, keepers.replicas(), content, rules);
    this.remote = new RemoteCopying(keepers.targets(), content, workers);
  }

  Copying of(Destination destination) {
    return destination.local().isPresent() ? local : remote;
  }
}
