package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;

/**
 * DeleteEncryptionConfiguration (wire name DeleteBucketEncryption): back to the service's default.
 */
public final class DeleteEncryptionConfiguration {

  public record Command(Caller caller, BucketName bucket) {}

  public Uni<Void> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
