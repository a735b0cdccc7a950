package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import java.util.Optional;

/** GetEncryptionConfiguration (wire name GetBucketEncryption); empty when none was ever set. */
public final class GetEncryptionConfiguration {

  private final AuthorizedBuckets authorized;

  public GetEncryptionConfiguration(AuthorizedBuckets authorized) {
    this.authorized = authorized;
  }

  public record Command(Caller caller, BucketName bucket) {}

  public Uni<Optional<EncryptionConfiguration>> execute(Command command) {
    return authorized
        .get(command.caller(), Action.GET_ENCRYPTION_CONFIGURATION, command.bucket())
        .map(Bucket::encryption);
  }
}
