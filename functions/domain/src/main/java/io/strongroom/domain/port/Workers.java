package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Callable;

/**
 * Runs blocking work (streams, files, ciphers) off the event loop and brings the result back to the
 * context that asked, which the metadata store needs.
 */
public interface Workers {

  /** The work starts on subscription, once per subscription. Its failure is the Uni's failure. */
  <T> Uni<T> call(Callable<T> work);
}
