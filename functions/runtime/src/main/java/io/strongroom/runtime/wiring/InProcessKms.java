package io.strongroom.runtime.wiring;

import io.strongroom.crypto.name.Region;
import io.strongroom.kms.provider.KmsProvider;
import java.net.URI;

/** The bundled KMS where it is in this process; provided by the application that holds it. */
public interface InProcessKms {

  /** Whether it is the one that listens there: another may be configured in its place. */
  boolean isAt(URI endpoint);

  /**
   * A client that asks it without a connection.
   *
   * @param accessKeyId the service's, whose rights the calls have
   * @param region where its keys are
   */
  KmsProvider client(String accessKeyId, Region region);
}
