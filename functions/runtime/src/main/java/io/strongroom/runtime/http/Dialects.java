package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.DialectDetector;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Route.DialectName;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;

/** The dialects this process speaks. */
public record Dialects(Dialect s3, Dialect obs, Dialect json, Dialect query, Dialect domains) {

  Dialect of(Route route) {
    return of(route.dialect());
  }

  WireResponse renderError(WireRequest request, Throwable failure) {
    return of(DialectDetector.detect(request)).renderError(request, failure);
  }

  private Dialect of(DialectName name) {
    return switch (name) {
      case S3 -> s3;
      case OBS -> obs;
      case AWS_JSON -> json;
      case AWS_QUERY -> query;
      case DOMAIN_REST -> domains;
    };
  }
}
