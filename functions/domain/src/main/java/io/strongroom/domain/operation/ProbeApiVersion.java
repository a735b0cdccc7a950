package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import java.util.Optional;

/** ProbeApiVersion: whether the service is there, or a bucket of it. Anybody may ask. */
public final class ProbeApiVersion {

  private final Buckets buckets;

  public ProbeApiVersion(Buckets buckets) {
    this.buckets = buckets;
  }

  /**
   * @param bucket empty for the service
   */
  public record Command(Optional<BucketName> bucket) {}

  public Uni<Boolean> execute(Command command) {
    return command
        .bucket()
        .map(name -> buckets.find(name).map(Optional::isPresent))
        .orElseGet(() -> Uni.createFrom().item(true));
  }
}
