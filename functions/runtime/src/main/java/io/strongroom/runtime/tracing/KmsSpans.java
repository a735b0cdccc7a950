package io.strongroom.runtime.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.kms.events.CallTrace;
import io.strongroom.kms.events.KmsCall;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span for each call to a KMS, and one in it for each attempt, whose trace the KMS is told in
 * {@code traceparent}. Of a failure only its kind is noted: messages of services may quote what
 * they were sent. Thread-safe.
 */
public final class KmsSpans {

  private static final AttributeKey<String> PROVIDER =
      AttributeKey.stringKey("strongroom.kms.provider");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("strongroom.kms.operation");
  private static final AttributeKey<String> KEY = AttributeKey.stringKey("strongroom.kms.key");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("strongroom.kms.attempt");
  private static final AttributeKey<String> OUTCOME =
      AttributeKey.stringKey("strongroom.kms.outcome");

  private final OpenTelemetry telemetry;
  private final Tracer tracer;
  private final RequestSpans requests;

  public KmsSpans(OpenTelemetry telemetry, RequestSpans requests) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("io.strongroom.kms");
    this.requests = requests;
  }

  /** A call begins, for the request that the requester names. */
  public CallTrace begin(KmsCall call, Requester requester) {
    Context parent = requests.of(requester.requestId());
    Span span = start(call, "KMS " + call.operation(), SpanKind.INTERNAL, parent);
    return span.getSpanContext().isValid()
        ? new FollowedCall(call, span, parent.with(span))
        : CallTrace.NONE;
  }

  private Span start(KmsCall call, String name, SpanKind kind, Context parent) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(kind)
        .setAttribute(PROVIDER, call.provider())
        .setAttribute(OPERATION, call.operation())
        .setAttribute(KEY, call.keyId())
        .startSpan();
  }

  private static void end(Span span, @Nullable Throwable failure) {
    span.setAttribute(OUTCOME, failure == null ? "ok" : failure.getClass().getSimpleName());
    if (failure != null) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  private final class FollowedCall implements CallTrace {
    private final KmsCall call;
    private final Span span;
    private final Context context;

    FollowedCall(KmsCall call, Span span, Context context) {
      this.call = call;
      this.span = span;
      this.context = context;
    }

    @Override
    public AttemptTrace attempt(int number) {
      Span attempt = start(call, "KMS attempt", SpanKind.CLIENT, context);
      attempt.setAttribute(ATTEMPT, (long) number);
      Map<String, String> headers = new HashMap<>();
      telemetry
          .getPropagators()
          .getTextMapPropagator()
          .inject(
              context.with(attempt),
              headers,
              (carrier, name, value) -> {
                if (carrier != null) {
                  carrier.put(name, value);
                }
              });
      return new FollowedAttempt(attempt, Map.copyOf(headers));
    }

    @Override
    public void end(@Nullable Throwable failure) {
      KmsSpans.end(span, failure);
    }
  }

  private record FollowedAttempt(Span span, Map<String, String> headers)
      implements CallTrace.AttemptTrace {

    @Override
    public void end(@Nullable Throwable failure) {
      KmsSpans.end(span, failure);
    }
  }
}
