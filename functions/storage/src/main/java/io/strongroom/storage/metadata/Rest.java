package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Time in which a piece of long work leaves the database to others. Stateless. */
final class Rest {

  private Rest() {}

  /** Goes on where it was called, on its event loop; none where there is no event loop. */
  static Uni<Void> of(Duration length) {
    Context context = Vertx.currentContext();
    long millis = length.toMillis();
    if (context == null || millis == 0) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .emitter(waiting -> context.owner().setTimer(millis, over -> waiting.complete(null)));
  }
}
