package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * PutEncryptionConfiguration (wire name PutBucketEncryption): the default for later writes. The KMS
 * key is not looked up: one that does not exist shows at the first write, as with S3.
 */
public final class PutEncryptionConfiguration {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;

  public PutEncryptionConfiguration(AuthorizedBuckets authorized, Buckets buckets) {
    this.authorized = authorized;
    this.buckets = buckets;
  }

  /**
   * @param configuration read from the request when the bucket is known to be there and the
   *     caller's to change: S3 says so before it says that the configuration is wrong. Does not
   *     block
   */
  public record Command(
      Caller caller, BucketName bucket, Supplier<EncryptionConfiguration> configuration) {}

  public Uni<Void> execute(Command command) {
    return authorized
        .get(command.caller(), Action.PUT_ENCRYPTION_CONFIGURATION, command.bucket())
        .chain(
            bucket ->
                buckets.setEncryption(bucket.name(), Optional.of(command.configuration().get())));
  }
}
