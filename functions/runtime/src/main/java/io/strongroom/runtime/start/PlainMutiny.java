package io.strongroom.runtime.start;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

/**
 * Takes context propagation out of Mutiny's pipelines: each operator of each request would carry a
 * snapshot of contexts that nothing here uses. Beans are singletons, transactions are single
 * statements, spans are kept by Vert.x. It was a tenth of the processor time of a small GET.
 */
final class PlainMutiny {

  private static final int BEFORE_EVERYTHING = 1;

  void choose(@Observes @Priority(BEFORE_EVERYTHING) StartupEvent starting) {
    Infrastructure.clearInterceptors();
  }
}
