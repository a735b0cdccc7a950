package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;

/**
 * UpdateObjectEncryption: another KMS key for the same data key; data, entity tag and dates stay.
 */
public final class UpdateObjectEncryption {

  /**
   * @param keyArn full ARN of the new key
   */
  public record Command(Caller caller, ObjectRef ref, String keyArn, boolean bucketKey) {}

  public Uni<Void> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
