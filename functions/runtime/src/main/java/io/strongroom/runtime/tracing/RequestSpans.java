package io.strongroom.runtime.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A span for each request, within the client's trace if it sent one. A request is known by its id
 * here, and not by the thread that works for it: it moves between event loops and virtual threads.
 * Thread-safe.
 */
public final class RequestSpans {

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("strongroom.request_id");

  private final OpenTelemetry telemetry;
  private final Tracer tracer;
  private final Map<String, Context> running = new ConcurrentHashMap<>();

  public RequestSpans(OpenTelemetry telemetry) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("io.strongroom");
  }

  /**
   * A request begins.
   *
   * @param operation as the dialect calls it, for example {@code PutObject}
   * @param status asked for the answer's status when the request has ended
   * @return to be run when it has ended
   */
  public Runnable begin(WireRequest request, String operation, IntSupplier status) {
    Context client =
        telemetry
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), request.headers(), Fields.ALL);
    Span span =
        tracer
            .spanBuilder(operation)
            .setParent(client)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(METHOD, request.method())
            .setAttribute(REQUEST_ID, request.requestId())
            .startSpan();
    if (!span.getSpanContext().isValid()) {
      return () -> {};
    }
    running.put(request.requestId(), client.with(span));
    return () -> {
      if (running.remove(request.requestId()) == null) {
        return;
      }
      int code = status.getAsInt();
      span.setAttribute(STATUS, (long) code);
      if (code >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    };
  }

  /** Where calls made for this request belong; the root when it has ended or is not followed. */
  Context of(String requestId) {
    return running.getOrDefault(requestId, Context.root());
  }

  private enum Fields implements TextMapGetter<Headers> {
    ALL;

    @Override
    public Iterable<String> keys(Headers headers) {
      return headers.fields().stream().map(Headers.Field::name).toList();
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
      return headers == null ? null : headers.first(name).orElse(null);
    }
  }
}
