package io.strongroom.runtime.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.strongroom.runtime.config.TracingConfig;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of spans out of this process: none, unless a collector is configured. Without one nothing
 * is recorded or sent, and a client's trace is passed on as it came. Thread-safe.
 */
public final class Tracing implements AutoCloseable {

  /** Key ids are what clients say they are; a span holds no more of one than this. */
  private static final int LONGEST_VALUE = 256;

  private static final int CLOSING_SECONDS = 3;

  private final OpenTelemetry telemetry;
  private final @Nullable SdkTracerProvider recorder;

  private Tracing(@Nullable SdkTracerProvider recorder) {
    this.recorder = recorder;
    TracerProvider tracers = recorder == null ? TracerProvider.noop() : recorder;
    ContextPropagators propagators =
        ContextPropagators.create(W3CTraceContextPropagator.getInstance());
    this.telemetry =
        new OpenTelemetry() {
          @Override
          public TracerProvider getTracerProvider() {
            return tracers;
          }

          @Override
          public ContextPropagators getPropagators() {
            return propagators;
          }
        };
  }

  /** As configured. */
  public static Tracing create(TracingConfig config) {
    return config
        .endpoint()
        .map(
            collector ->
                recording(
                    config,
                    BatchSpanProcessor.builder(
                            OtlpHttpSpanExporter.builder()
                                .setEndpoint(collector.toString())
                                .build())
                        .build()))
        .orElseGet(() -> new Tracing(null));
  }

  /** Spans go to {@code processor}, whatever the configured collector is. */
  static Tracing recording(TracingConfig config, SpanProcessor processor) {
    return new Tracing(
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.builder().put("service.name", config.serviceName()).build()))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.sampleRatio())))
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_VALUE).build())
            .addSpanProcessor(processor)
            .build());
  }

  /** What spans are made with. */
  public OpenTelemetry telemetry() {
    return telemetry;
  }

  /** Sends what is left; waits a moment for the collector. */
  @Override
  public void close() {
    if (recorder != null) {
      recorder.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
    }
  }
}
