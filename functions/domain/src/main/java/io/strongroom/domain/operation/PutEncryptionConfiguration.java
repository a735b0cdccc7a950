package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.envelope.DefaultKeys;
import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * PutEncryptionConfiguration (wire name PutBucketEncryption): the default for later writes. The key
 * it names is looked at with the caller's rights, see {@link DefaultKeys}.
 */
public final class PutEncryptionConfiguration {

  private final AuthorizedBuckets authorized;
  private final Buckets buckets;
  private final DefaultKeys keys;

  public PutEncryptionConfiguration(
      AuthorizedBuckets authorized, Buckets buckets, DefaultKeys keys) {
    this.authorized = authorized;
    this.buckets = buckets;
    this.keys = keys;
  }

  /**
   * @param configuration read from the request when the bucket is known to be there and the
   *     caller's to change: S3 says so before it says that the configuration is wrong. Does not
   *     block
   */
  public record Command(
      Caller caller,
      BucketName bucket,
      Supplier<EncryptionConfiguration> configuration,
      UnknownKey unknownKey) {}

  /** Fails with NoSuchBucket or AccessDenied, and as {@link DefaultKeys#require}. */
  public Uni<Void> execute(Command command) {
    return authorized
        .get(command.caller(), Action.PUT_ENCRYPTION_CONFIGURATION, command.bucket())
        .chain(bucket -> set(command, bucket.name(), command.configuration().get()));
  }

  private Uni<Void> set(Command command, BucketName bucket, EncryptionConfiguration wanted) {
    return keys.require(wanted, command.unknownKey(), command.caller())
        .chain(() -> buckets.setEncryption(bucket, Optional.of(wanted)));
  }
}
