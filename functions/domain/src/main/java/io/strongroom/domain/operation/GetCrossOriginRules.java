package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.CrossOriginRule;
import java.util.List;
import java.util.Optional;

/**
 * Which pages of other origins may use a bucket. Anybody may ask: a browser does, before it sends
 * what its page has signed.
 */
public final class GetCrossOriginRules {

  private final Buckets buckets;

  public GetCrossOriginRules(Buckets buckets) {
    this.buckets = buckets;
  }

  /**
   * @param bucket empty when the request addresses none, or none that can be
   */
  public record Command(Optional<BucketName> bucket) {}

  /** Empty when there is no such bucket; no rules when none were set. */
  public Uni<Optional<List<CrossOriginRule>>> execute(Command command) {
    return command
        .bucket()
        .map(buckets::find)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(found -> found.map(bucket -> bucket.settings().crossOrigin()));
  }
}
