package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import java.util.Optional;

/**
 * DeleteEncryptionConfiguration (wire name DeleteBucketEncryption): back to the service's default.
 */
public final class DeleteEncryptionConfiguration {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;

  public DeleteEncryptionConfiguration(AuthorizedBuckets authorized, Buckets buckets) {
    this.authorized = authorized;
    this.buckets = buckets;
  }

  public record Command(Caller caller, BucketName bucket) {}

  public Uni<Void> execute(Command command) {
    return authorized
        .get(command.caller(), Action.PUT_ENCRYPTION_CONFIGURATION, command.bucket())
        .chain(bucket -> buckets.setEncryption(bucket.name(), Optional.empty()));
  }
}
