package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;

/** PutEncryptionConfiguration (wire name PutBucketEncryption): the default for later writes. */
public final class PutEncryptionConfiguration {

  public record Command(Caller caller, BucketName bucket, EncryptionConfiguration configuration) {}

  public Uni<Void> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
