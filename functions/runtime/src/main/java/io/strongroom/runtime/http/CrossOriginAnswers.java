package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.configuration.CrossOrigin;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Tells a browser with every answer, errors too, that its page may read it, where the bucket's
 * rules say so. Only requests that name an origin cost anything, one look at the bucket.
 */
@Singleton
public final class CrossOriginAnswers {

  private final Assembly parts;

  CrossOriginAnswers(Assembly parts) {
    this.parts = parts;
  }

  /** The answer with the headers that the bucket's rules add; as it is where they add none. */
  Uni<WireResponse> allowed(Exchange exchange, WireResponse answer) {
    Optional<CrossOrigin> asked =
        CrossOrigin.of(exchange.request().method(), exchange.request().headers());
    // The answer to a browser's own question says all this already.
    boolean told = exchange.route().operation().equals(ServiceOperations.PREFLIGHT);
    Optional<BucketName> bucket = exchange.route().bucket().flatMap(CrossOriginAnswers::name);
    if (told || asked.isEmpty() || bucket.isEmpty()) {
      return Uni.createFrom().item(answer);
    }
    return parts
        .storage()
        .buckets()
        .find(bucket.get())
        .map(found -> with(answer, found.flatMap(each -> headers(asked.get(), each))))
        // The answer itself is known, and owed.
        .onFailure()
        .recoverWithItem(answer);
  }

  private static Optional<Headers> headers(CrossOrigin asked, Bucket bucket) {
    return asked.answer(bucket.settings().crossOrigin());
  }

  private static WireResponse with(WireResponse answer, Optional<Headers> more) {
    Headers headers = answer.headers();
    for (Headers.Field field : more.map(Headers::fields).orElseGet(List::of)) {
      headers = headers.and(field.name(), field.value());
    }
    return answer.with(headers);
  }

  private static Optional<BucketName> name(String given) {
    try {
      return Optional.of(new BucketName(given));
    } catch (ObjectStoreException invalid) {
      return Optional.empty();
    }
  }
}
