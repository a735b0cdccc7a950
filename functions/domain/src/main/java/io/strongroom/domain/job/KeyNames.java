package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.envelope.KeyService;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;

/** From a key as its users name it to its canonical name, by which records know it. */
public final class KeyNames {

  private final KeyService kms;

  public KeyNames(KeyService kms) {
    this.kms = kms;
  }

  /**
   * The name in records. A key that its KMS does not tell about, because it is gone, or the KMS is
   * away, or the caller may not, is taken by the name given: what is counted needs no KMS.
   */
  public Uni<KmsKeyId> canonical(KeyName key, Caller caller) {
    return kms.describe(key, caller.requester())
        .map(described -> described.keyId())
        .onFailure(
            failure ->
                failure instanceof ObjectStoreException refused
                    && refused.error() instanceof RequestError.KmsFailed)
        .recoverWithItem(() -> KmsKeyId.of(key.text()));
  }

  /**
   * The name of a key that can make data keys now. Fails with KmsFailed when it cannot, or the KMS
   * does not tell.
   */
  public Uni<KmsKeyId> usable(KeyName key, Caller caller) {
    return kms.describe(key, caller.requester())
        .map(
            described -> {
              if (!described.enabled()) {
                throw new ObjectStoreException(
                    new RequestError.KmsFailed(
                        new KmsException.Disabled(
                            described.keyId()
                                + " cannot be used: it is "
                                + described.usability())));
              }
              return described.keyId();
            });
  }
}
