package io.strongroom.protocol.http.error;

import io.strongroom.domain.name.RequestError;

/**
 * What a browser is told whose page may not use a bucket.
 *
 * <p>Source: answers recorded from the service, spelling included.
 */
final class CrossOriginErrors {

  private CrossOriginErrors() {}

  static ErrorAnswer answer(RequestError.CrossOriginRefused refused) {
    String resource =
        refused.object() && refused.reason() == RequestError.CrossOriginRefusal.NO_RULE_FITS
            ? "OBJECT"
            : "BUCKET";
    return ErrorAnswer.of(403, "AccessForbidden", "CORSResponse: " + text(refused.reason()))
        .with("Method", refused.method())
        .with("ResourceType", resource);
  }

  private static String text(RequestError.CrossOriginRefusal reason) {
    return switch (reason) {
      case NO_SUCH_BUCKET -> "Bucket not found";
      case NO_RULES -> "CORS is not enabled for this bucket.";
      case NO_RULE_FITS ->
          "This CORS request is not allowed. This is usually because the evalution of Origin,"
              + " request method / Access-Control-Request-Method or"
              + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
    };
  }
}
