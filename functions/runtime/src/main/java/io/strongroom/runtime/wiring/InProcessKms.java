package io.strongroom.runtime.wiring;

import io.strongroom.kms.provider.KmsProvider;

/** The bundled KMS where it is in this process; provided by the application that holds it. */
public interface InProcessKms {

  /**
   * A client that asks it without a connection.
   *
   * @param accessKeyId the service's, whose rights the calls have
   * @param region where its keys are
   */
  KmsProvider client(String accessKeyId, String region);
}
