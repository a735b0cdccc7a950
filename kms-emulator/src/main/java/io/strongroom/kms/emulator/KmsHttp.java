package io.strongroom.kms.emulator;

import io.strongroom.kms.emulator.admin.AdminApi;
import io.strongroom.kms.emulator.admin.AdminReply;
import io.strongroom.kms.emulator.aws.AwsDialect;
import io.strongroom.kms.emulator.aws.AwsReply;
import io.strongroom.kms.emulator.config.KmsConfig;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From HTTP to the dialects and back. Thread-safe; never blocks. */
@ApplicationScoped
class KmsHttp {

  private static final int MAX_BODY_SIZE_IN_BYTES = 512 * 1024;
  private static final String AWS_JSON = "application/x-amz-json-1.1";

  private final KmsConfig config;
  private final AwsDialect aws;
  private final AdminApi admin;

  KmsHttp(KmsConfig config, AwsDialect aws, AdminApi admin) {
    this.config = config;
    this.aws = aws;
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
    } else if ("/health".equals(path)) {
      json(request.response(), 200, new JsonObject().put("status", "UP"));
    } else if ("/".equals(path) && request.method().name().equals("POST")) {
      answerAws(request, body);
    } else {
      json(request.response(), 404, new JsonObject().put("__type", "UnknownOperationException"));
    }
  }

  private void answerAws(HttpServerRequest request, Buffer body) {
    String requestId = UUID.randomUUID().toString();
    aws.answer(signable(request), body, requestId)
        .subscribe()
        .with(
            reply -> send(request.response(), reply, requestId),
            failure -> request.connection().close());
  }

  private static void send(HttpServerResponse response, AwsReply reply, String requestId) {
    if (response.closed()) {
      return;
    }
    response
        .setStatusCode(reply.status())
        .putHeader("Content-Type", AWS_JSON)
        .putHeader("x-amzn-RequestId", requestId)
        .putHeader("Cache-Control", "no-cache, no-store, must-revalidate, private")
        .putHeader("Pragma", "no-cache")
        .putHeader("Expires", "0")
        .end(reply.body());
  }

  private void answerAdmin(HttpServerRequest request, String path, Buffer body) {
    if (!config.admin() || !isLoopback(request.remoteAddress().hostAddress())) {
      json(request.response(), 403, new JsonObject().put("message", "not allowed"));
      return;
    }
    AdminReply reply = admin.answer(request.method().name(), path, body);
    json(request.response(), reply.status(), reply.body());
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
