package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.CallerIdentity;
import java.util.Optional;

/** In whose name jobs work. Thread-safe. */
@FunctionalInterface
public interface JobActors {

  /** Who holds an access key now; empty when it may not be used any more. */
  Uni<Optional<CallerIdentity>> find(String accessKeyId);
}
