package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Runs blocking work (streams, files, ciphers) off the event loop and brings the result back to the
 * context that asked, which the metadata store needs.
 */
public interface Workers {

  /** The work starts on subscription, once per subscription. Its failure is the Uni's failure. */
  <T> Uni<T> call(Callable<T> work);

  /** Starts asynchronous work on subscription and brings its outcome back in the same way. */
  <T> Uni<T> await(Supplier<CompletionStage<T>> work);
}
