package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import java.util.Optional;

/** GetEncryptionConfiguration (wire name GetBucketEncryption); empty when none was ever set. */
public final class GetEncryptionConfiguration {

  public record Command(Caller caller, BucketName bucket) {}

  public Uni<Optional<EncryptionConfiguration>> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
