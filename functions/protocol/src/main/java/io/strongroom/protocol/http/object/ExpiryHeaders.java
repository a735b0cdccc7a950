package io.strongroom.protocol.http.object;

import io.strongroom.domain.record.Lifecycle;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.Vocabulary;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What answers tell of lifecycle rules.
 *
 * <p>Source: answers recorded from the service; "Configuring Bucket Lifecycle Rules", OBS API
 * reference.
 */
public final class ExpiryHeaders {

  private final Vocabulary words;

  public ExpiryHeaders(Vocabulary words) {
    this.words = words;
  }

  /** When the object goes, and by which rule. */
  public Headers add(Headers headers, Optional<Lifecycle.Expiry> expiry) {
    return expiry.isEmpty()
        ? headers
        : headers.and(
            words.header("expiration"),
            "expiry-date=\"%s\", rule-id=\"%s\""
                .formatted(HttpDates.header(expiry.get().at()), encoded(expiry.get().ruleId())));
  }

  /** S3: when an upload goes that nobody completes, and by which rule. */
  public Headers addAbortion(Headers headers, Optional<Lifecycle.Expiry> abortion) {
    return abortion.isEmpty() || !words.checksums()
        ? headers
        : headers
            .and(words.header("abort-date"), HttpDates.header(abortion.get().at()))
            .and(words.header("abort-rule-id"), encoded(abortion.get().ruleId()));
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
