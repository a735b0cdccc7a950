package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.caller.Caller;

/** Which KMS key a name means. Thread-safe; never blocks. */
@FunctionalInterface
public interface KeyArns {

  /**
   * The key's canonical name. Fails with KmsFailed where there is none, or the caller may not know.
   *
   * @param named as the caller names it, an alias for example
   */
  Uni<KmsKeyId> of(KeyName named, Caller caller);
}
