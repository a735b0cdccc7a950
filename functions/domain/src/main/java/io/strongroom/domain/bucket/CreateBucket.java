package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import java.util.Optional;

/** CreateBucket. */
public final class CreateBucket {

  /**
   * @param encryption default encryption set at creation (OBS)
   */
  public record Command(
      Caller caller, BucketName name, Optional<EncryptionConfiguration> encryption) {}

  public Uni<Void> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
