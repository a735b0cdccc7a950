package io.strongroom.emulator.limit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a throttled caller is told about when to come back. AWS tells nothing; the switches are for
 * trying clients that listen.
 */
public record RetryHeaders(
    Optional<Integer> retryAfterInSeconds, Optional<Integer> amzRetryAfterInMillis) {

  /** No hint. */
  public static final RetryHeaders NONE = new RetryHeaders(Optional.empty(), Optional.empty());

  /** As headers. */
  public Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    retryAfterInSeconds.ifPresent(s -> headers.put("Retry-After", s.toString()));
    amzRetryAfterInMillis.ifPresent(ms -> headers.put("x-amz-retry-after", ms.toString()));
    return headers;
  }
}
