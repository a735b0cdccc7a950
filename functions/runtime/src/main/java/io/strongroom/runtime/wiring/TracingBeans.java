package io.strongroom.runtime.wiring;

import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.tracing.KmsSpans;
import io.strongroom.runtime.tracing.RequestSpans;
import io.strongroom.runtime.tracing.Tracing;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** From configuration to spans. */
final class TracingBeans {

  @Produces
  @Singleton
  @Typed(Tracing.class)
  Tracing tracing(StrongroomConfig config) {
    return Tracing.create(config.tracing());
  }

  void close(@Disposes Tracing tracing) {
    tracing.close();
  }

  @Produces
  @Singleton
  RequestSpans requestSpans(Tracing tracing) {
    return new RequestSpans(tracing.telemetry());
  }

  @Produces
  @Singleton
  KmsSpans kmsSpans(Tracing tracing, RequestSpans requests) {
    return new KmsSpans(tracing.telemetry(), requests);
  }
}
