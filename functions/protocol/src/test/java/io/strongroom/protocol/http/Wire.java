package io.strongroom.protocol.http;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.caller.Caller;
import io.strongroom.signing.PayloadIntegrity;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** Makes requests as they would arrive. */
public final class Wire {

  public static final Caller CALLER =
      new Caller(
          PrincipalName.of("arn:aws:iam::000000000000:root"),
          AccountId.of("000000000000"),
          "4c1b7d",
          true);

  private static final Router ROUTER =
      new Router(new Addressing(List.of("localhost", "s3.localhost", "obs.localhost")));

  private Wire() {}

  /** A request without body to {@code target}, path-style; {@code headers} are name, value, … */
  public static WireRequest request(String method, String target, String... headers) {
    Headers given = headers(headers);
    Headers fields = given.has("host") ? given : given.and("Host", "127.0.0.1:9000");
    int mark = target.indexOf('?');
    return new WireRequest(
        method,
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        fields,
        true,
        "4c1b7d",
        InputStream::nullInputStream);
  }

  /** The request, routed and taken as signed. */
  public static IncomingRequest incoming(String method, String target, String... headers) {
    WireRequest request = request(method, target, headers);
    return new IncomingRequest(
        request, ROUTER.route(request), CALLER, new PayloadIntegrity.NotCovered());
  }

  /** The same with a body and its Content-Length. */
  public static IncomingRequest incoming(
      String method, String target, byte[] body, String... headers) {
    IncomingRequest bodiless = incoming(method, target, headers);
    WireRequest wire = bodiless.wire();
    return new IncomingRequest(
        new WireRequest(
            wire.method(),
            wire.rawPath(),
            wire.rawQuery(),
            wire.headers().and("content-length", Integer.toString(body.length)),
            true,
            wire.requestId(),
            () -> new ByteArrayInputStream(body)),
        bodiless.route(),
        CALLER,
        bodiless.integrity());
  }

  public static Headers headers(String... namesAndValues) {
    Headers headers = Headers.none();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers = headers.and(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
