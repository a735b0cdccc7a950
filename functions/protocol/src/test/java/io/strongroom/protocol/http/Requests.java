package io.strongroom.protocol.http;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.caller.Caller;
import io.strongroom.protocol.http.Route.DialectName;
import io.strongroom.signing.PayloadIntegrity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Authenticated requests for codecs, without routing and signatures. */
public final class Requests {

  private static final String ACCOUNT = "000000000000";

  private final String method;
  private final Operation<?, ?> operation;
  private final List<QueryParameters.Parameter> query = new ArrayList<>();
  private Optional<String> bucket = Optional.empty();
  private Optional<String> key = Optional.empty();
  private Headers headers = Headers.none().and("host", "s3.local:9000");
  private PayloadIntegrity integrity = new PayloadIntegrity.UnsignedPayload();
  private byte[] body = new byte[0];

  private Requests(String method, Operation<?, ?> operation) {
    this.method = method;
    this.operation = operation;
  }

  public static Requests of(String method, Operation<?, ?> operation) {
    return new Requests(method, operation);
  }

  public Requests bucket(String name) {
    bucket = Optional.of(name);
    return this;
  }

  public Requests object(String name) {
    key = Optional.of(name);
    return bucket("bucket");
  }

  public Requests query(String name, String value) {
    query.add(new QueryParameters.Parameter(name, value));
    return this;
  }

  public Requests header(String name, String value) {
    headers = headers.and(name, value);
    return this;
  }

  public Requests integrity(PayloadIntegrity given) {
    integrity = given;
    return this;
  }

  /** A body with its length. */
  public Requests body(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return header("content-length", Integer.toString(body.length));
  }

  public IncomingRequest build() {
    String path = bucket.map(name -> "/" + name).orElse("/") + key.map(k -> "/" + k).orElse("");
    WireRequest wire =
        new WireRequest(
            method, path, "", headers, true, "REQ1", () -> new ByteArrayInputStream(body));
    Route route =
        new Route(operation, DialectName.S3, bucket, key, false, new QueryParameters(query));
    Caller caller =
        new Caller(
            PrincipalName.of("arn:aws:iam::" + ACCOUNT + ":root"),
            AccountId.of(ACCOUNT),
            "REQ1",
            true);
    return new IncomingRequest(wire, route, caller, integrity);
  }

  /** The document of an answer, without declaration. */
  public static String text(WireResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8)
        .replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "");
  }
}
