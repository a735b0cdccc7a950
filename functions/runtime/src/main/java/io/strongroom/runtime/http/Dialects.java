package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.DialectDetector;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.json.AwsJsonDialect;
import io.strongroom.protocol.obs.ObsDialect;

/** The dialects this process speaks. */
public record Dialects(Dialect s3, ObsDialect obs, AwsJsonDialect json) {

  /** The dialect of an object operation. */
  Dialect of(Route route) {
    return switch (route.dialect()) {
      case S3 -> s3;
      case OBS -> obs;
      case AWS_JSON ->
          throw new IllegalStateException("no object operation speaks the JSON protocol");
    };
  }

  WireResponse renderError(WireRequest request, Throwable failure) {
    return switch (DialectDetector.detect(request)) {
      case S3 -> s3.renderError(request, failure);
      case OBS -> obs.renderError(request, failure);
      case AWS_JSON -> json.renderError(request, failure);
    };
  }
}
