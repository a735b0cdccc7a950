package io.strongroom.kms.emulator;

import io.strongroom.kms.emulator.admin.AdminApi;
import io.strongroom.kms.emulator.aws.AwsDialect;
import io.strongroom.kms.emulator.config.KmsConfig;
import io.strongroom.kms.emulator.dew.DewDialect;
import io.strongroom.kms.emulator.dew.DewVersions;
import io.strongroom.kms.emulator.http.WireReply;
import io.strongroom.kms.emulator.http.WireRequest;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** From HTTP to the dialects and back. Thread-safe; never blocks. */
@ApplicationScoped
class KmsHttp {

  private static final Logger LOG = Logger.getLogger(KmsHttp.class);
  private static final int MAX_BODY_SIZE_IN_BYTES = 512 * 1024;
  private static final String AWS_JSON = "application/x-amz-json-1.1";

  private final KmsConfig config;
  private final AwsDialect aws;
  private final DewDialect dew;
  private final AdminApi admin;
  private final ServicePages pages;

  KmsHttp(KmsConfig config, AwsDialect aws, DewDialect dew, AdminApi admin, ServicePages pages) {
    this.pages = pages;
    this.config = config;
    this.aws = aws;
    this.dew = dew;
    this.admin = admin;
  }

  void handle(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.exceptionHandler(failure -> request.connection().close());
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > MAX_BODY_SIZE_IN_BYTES) {
            request.handler(null);
            request.endHandler(null);
            tooLarge(request);
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(end -> route(request, body));
  }

  private void route(HttpServerRequest request, Buffer body) {
    String path = request.path();
    if (path != null && path.startsWith(AdminApi.PREFIX)) {
      answerAdmin(request, path, body);
    } else if (path != null && pages.answer(request, path)) {
      return;
    } else if (path != null && request.method().name().equals("GET") && DewVersions.owns(path)) {
      json(request.response(), 200, DewVersions.show(path));
    } else if (path != null && DewDialect.owns(path)) {
      answerDew(request, body);
    } else if ("/".equals(path) && request.method().name().equals("POST")) {
      answerAws(request, body);
    } else {
      json(request.response(), 404, new JsonObject().put("__type", "UnknownOperationException"));
    }
  }

  private void answerAws(HttpServerRequest request, Buffer body) {
    WireRequest wire =
        new WireRequest(signable(request), body, UUID.randomUUID().toString(), peer(request));
    request
        .response()
        .putHeader("Content-Type", AWS_JSON)
        .putHeader("x-amzn-RequestId", wire.requestId())
        .putHeader("Cache-Control", "no-cache, no-store, must-revalidate, private")
        .putHeader("Pragma", "no-cache")
        .putHeader("Expires", "0");
    aws.answer(wire)
        .subscribe()
        .with(reply -> deliver(request, reply), failure -> request.connection().close());
  }

  private void answerDew(HttpServerRequest request, Buffer body) {
    WireRequest wire =
        new WireRequest(signable(request), body, UUID.randomUUID().toString(), peer(request));
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("X-Request-Id", wire.requestId());
    dew.answer(wire)
        .subscribe()
        .with(reply -> deliver(request, reply), failure -> request.connection().close());
  }

  private static void deliver(HttpServerRequest request, WireReply reply) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    switch (reply.delivery()) {
      case NORMAL -> response.end(reply.body());
      case HANG -> {}
      case RESET -> request.connection().close();
      case TRUNCATE -> truncate(request, reply.body());
    }
  }

  private static void truncate(HttpServerRequest request, Buffer body) {
    request
        .response()
        .putHeader("Content-Length", String.valueOf(body.length()))
        .write(body.slice(0, body.length() / 2))
        .onComplete(sent -> request.connection().close());
  }

  private void answerAdmin(HttpServerRequest request, String path, Buffer body) {
    // A page in a browser on this machine comes from loopback too, but names its origin.
    boolean fromPage = request.getHeader("Origin") != null;
    if (!config.admin() || fromPage || !isLoopback(request.remoteAddress().hostAddress())) {
      json(request.response(), 403, new JsonObject().put("message", "not allowed"));
      return;
    }
    Map<String, String> query = new HashMap<>();
    request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
    admin
        .answer(request.method().name(), path, query, body)
        .subscribe()
        .with(
            reply -> json(request.response(), reply.status(), reply.body()),
            failure -> {
              LOG.error("admin request failed", failure);
              json(request.response(), 500, new JsonObject().put("message", "internal error"));
            });
  }

  private static String peer(HttpServerRequest request) {
    String address = request.remoteAddress().hostAddress();
    return address == null ? "unknown" : address;
  }

  private static boolean isLoopback(@Nullable String address) {
    try {
      // A literal address, so nothing is resolved.
      return address != null && InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void tooLarge(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(413)
        .putHeader("Connection", "close")
        .end()
        .onComplete(sent -> request.connection().close());
  }

  private static void json(HttpServerResponse response, int status, JsonObject body) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer());
  }

  private static SignableRequest signable(HttpServerRequest request) {
    String query = request.query();
    return new SignableRequest(
        request.method().name().toUpperCase(Locale.ROOT),
        request.path(),
        query == null ? "" : query,
        request.headers().entries().stream()
            .map(header -> HeaderField.ofLatin1(header.getKey(), header.getValue()))
            .toList());
  }
}
