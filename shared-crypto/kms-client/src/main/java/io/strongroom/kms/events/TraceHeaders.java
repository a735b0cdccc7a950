package io.strongroom.kms.events;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Headers by which a service sees the trace that a call belongs to. Bound while a provider is
 * asked, for what it sends before it returns; a request that it sends later, such as one that
 * waited for a token first, goes without.
 */
public final class TraceHeaders {

  private static final ScopedValue<Map<String, String>> CURRENT = ScopedValue.newInstance();

  private TraceHeaders() {}

  /** Those of the call that is being made on this thread; none outside of one. */
  public static Map<String, String> current() {
    return CURRENT.orElse(Map.of());
  }

  /** What {@code call} gives, made with these headers. */
  public static <T> T during(Map<String, String> headers, Supplier<T> call) {
    return headers.isEmpty() ? call.get() : ScopedValue.where(CURRENT, headers).call(call::get);
  }
}
