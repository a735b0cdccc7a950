package io.strongroom.protocol.http;

import io.strongroom.protocol.http.Route.DialectName;
import java.util.List;

/**
 * Tells which dialect a request speaks, by the way it is signed, else by its headers. Never fails:
 * what cannot be told is S3, and every refusal has a dialect to be rendered in.
 */
public final class DialectDetector {

  private static final List<String> S3_PARAMETERS =
      List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "AWSAccessKeyId");

  private DialectDetector() {}

  /** Looks at method, query and headers; the body is not touched. */
  public static DialectName detect(WireRequest request) {
    if (isJson(request)) {
      return DialectName.AWS_JSON;
    }
    if (isForm(request)) {
      return DialectName.AWS_QUERY;
    }
    if (isOfDomains(request)) {
      return DialectName.DOMAIN_REST;
    }
    String authorization = request.headers().first("authorization").orElse("");
    if (authorization.startsWith("OBS ")) {
      return DialectName.OBS;
    }
    if (!authorization.isEmpty()) {
      return DialectName.S3;
    }
    if (S3_PARAMETERS.stream().anyMatch(name -> hasParameter(request, name))) {
      return DialectName.S3;
    }
    boolean obs =
        hasParameter(request, "AccessKeyId")
            || hasParameter(request, "apiversion")
            || (hasHeaders(request, "x-obs-") && !hasHeaders(request, "x-amz-"));
    return obs ? DialectName.OBS : DialectName.S3;
  }

  private static boolean isJson(WireRequest request) {
    return request.method().equals("POST")
        && request.rawPath().equals("/")
        && request
            .headers()
            .first(RouteTable.TARGET_HEADER)
            .filter(
                target ->
                    target.startsWith(RouteTable.TARGET_PREFIX)
                        || target.startsWith(RouteTable.JOBS_PREFIX))
            .isPresent();
  }

  private static boolean isForm(WireRequest request) {
    return request.method().equals("POST")
        && request.rawPath().equals("/")
        && hasType(request, RouteTable.FORM);
  }

  private static boolean isOfDomains(WireRequest request) {
    return request.method().equals("POST")
        && request.rawPath().startsWith(RouteTable.DOMAIN_PATH)
        && request.rawQuery().isEmpty()
        && hasType(request, RouteTable.JSON);
  }

  private static boolean hasType(WireRequest request, String start) {
    return request
        .headers()
        .first("content-type")
        .filter(type -> type.regionMatches(true, 0, start, 0, start.length()))
        .isPresent();
  }

  /** On the raw query: signing parameters are never escaped, and a broken query must not fail. */
  private static boolean hasParameter(WireRequest request, String name) {
    for (String piece : request.rawQuery().split("&", -1)) {
      if (piece.equals(name) || piece.startsWith(name + "=")) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasHeaders(WireRequest request, String prefix) {
    return request.headers().fields().stream().anyMatch(field -> field.name().startsWith(prefix));
  }
}
