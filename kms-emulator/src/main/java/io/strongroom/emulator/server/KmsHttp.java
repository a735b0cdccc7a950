package io.strongroom.emulator.server;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.admin.AdminApi;
import io.strongroom.emulator.auth.KeyLookup;
import io.strongroom.emulator.aws.AwsDialect;
import io.strongroom.emulator.dew.DewDialect;
import io.strongroom.emulator.dew.DewVersions;
import io.strongroom.emulator.http.KmsRequest;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.intake.Intake;
import io.strongroom.emulator.intake.Rejection;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** From HTTP to the dialects and back. Thread-safe; never blocks. */
@ApplicationScoped
class KmsHttp implements Intake.Service {

  private static final Logger LOG = Logger.getLogger(KmsHttp.class);

  /** As both schemes name it, AWS's and Huawei's. */
  private static final Pattern ACCESS_KEY =
      Pattern.compile("(?:Credential|Access)=([A-Za-z0-9]{1,128})[/,]");

  private static final String AWS_JSON = "application/x-amz-json-1.1";

  private final AwsDialect aws;
  private final DewDialect dew;
  private final AdminApi admin;
  private final AdminGate gate;
  private final ServicePages pages;
  private final KeyLookup keys;

  KmsHttp(
      KmsDialects dialects, AdminApi admin, AdminGate gate, ServicePages pages, KeyLookup keys) {
    this.aws = dialects.aws();
    this.dew = dialects.dew();
    this.admin = admin;
    this.gate = gate;
    this.pages = pages;
    this.keys = keys;
  }

  /** Whom a request is for. */
  private enum Target {
    ADMIN,
    DEW,
    AWS,
    /** What has no caller and no body. */
    PAGE;

    static Target of(HttpServerRequest request) {
      String path = path(request);
      boolean get = request.method().name().equals("GET");
      if (path.startsWith(AdminApi.PREFIX)) {
        return ADMIN;
      }
      if (DewDialect.owns(path) && !(get && DewVersions.owns(path))) {
        return DEW;
      }
      return path.equals("/") && request.method().name().equals("POST") ? AWS : PAGE;
    }
  }

  @Override
  public Optional<Uni<Void>> prepare(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    Matcher named = ACCESS_KEY.matcher(authorization == null ? "" : authorization);
    return named.find() ? keys.prepare(named.group(1)) : Optional.empty();
  }

  @Override
  public boolean refuse(HttpServerRequest request) {
    return switch (Target.of(request)) {
      case ADMIN -> refuseAdmin(request);
      case DEW -> answer(request, dew.refuse(dewRequest(request, Buffer.buffer())));
      case AWS -> answer(request, aws.refuse(awsRequest(request, Buffer.buffer())));
      case PAGE -> {
        answerPage(request);
        yield true;
      }
    };
  }

  @Override
  public void answer(HttpServerRequest request, Buffer body) {
    switch (Target.of(request)) {
      case ADMIN -> answerAdmin(request, body);
      case DEW -> answer(request, Optional.of(dew.answer(dewRequest(request, body))));
      case AWS -> answer(request, Optional.of(aws.answer(awsRequest(request, body))));
      case PAGE -> answerPage(request);
    }
  }

  @Override
  public void reject(HttpServerRequest request, Rejection why) {
    why.headers().forEach(request.response()::putHeader);
    if (DewDialect.owns(path(request))) {
      String id = dewRequest(request, Buffer.buffer()).requestId();
      end(request.response(), why.status(), DewDialect.rejection(why, id).toBuffer());
    } else {
      awsRequest(request, Buffer.buffer());
      end(request.response(), why.status(), AwsDialect.rejection(why).toBuffer());
    }
  }

  private void answerPage(HttpServerRequest request) {
    String path = path(request);
    if (pages.answer(request, path)) {
      return;
    }
    if (request.method().name().equals("GET") && DewVersions.owns(path)) {
      json(request.response(), 200, DewVersions.show(path));
    } else {
      json(request.response(), 404, new JsonObject().put("__type", "UnknownOperationException"));
    }
  }

  private static KmsRequest awsRequest(HttpServerRequest request, Buffer body) {
    KmsRequest wire = wire(request, body);
    request
        .response()
        .putHeader("Content-Type", AWS_JSON)
        .putHeader("x-amzn-RequestId", wire.requestId())
        .putHeader("Cache-Control", "no-cache, no-store, must-revalidate, private")
        .putHeader("Pragma", "no-cache")
        .putHeader("Expires", "0");
    return wire;
  }

  private static KmsRequest dewRequest(HttpServerRequest request, Buffer body) {
    KmsRequest wire = wire(request, body);
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("X-Request-Id", wire.requestId());
    return wire;
  }

  private static KmsRequest wire(HttpServerRequest request, Buffer body) {
    String peer = request.remoteAddress().hostAddress();
    return new KmsRequest(
        signable(request), body, UUID.randomUUID().toString(), peer == null ? "unknown" : peer);
  }

  private static boolean answer(HttpServerRequest request, Optional<Uni<WireReply>> reply) {
    reply.ifPresent(
        coming ->
            coming
                .subscribe()
                .with(ready -> deliver(request, ready), failure -> request.connection().close()));
    return reply.isPresent();
  }

  private static void deliver(HttpServerRequest request, WireReply reply) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    reply.headers().forEach(response::putHeader);
    switch (reply.delivery()) {
      case NORMAL -> end(response, reply.status(), reply.body());
      case HANG -> {}
      case RESET -> request.connection().close();
      case TRUNCATE -> truncate(request, reply);
    }
  }

  private static void truncate(HttpServerRequest request, WireReply reply) {
    Buffer body = reply.body();
    request
        .response()
        .setStatusCode(reply.status())
        .putHeader("Content-Length", String.valueOf(body.length()))
        .write(body.slice(0, body.length() / 2))
        .onComplete(sent -> request.connection().close());
  }

  private boolean refuseAdmin(HttpServerRequest request) {
    Optional<String> why = gate.refusal(request);
    why.ifPresent(text -> json(request.response(), 403, new JsonObject().put("message", text)));
    return why.isPresent();
  }

  private void answerAdmin(HttpServerRequest request, Buffer body) {
    Map<String, String> query = new HashMap<>();
    request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
    admin
        .answer(request.method().name(), path(request), query, body)
        .subscribe()
        .with(
            reply -> json(request.response(), reply.status(), reply.body()),
            failure -> {
              LOG.error("admin request failed", failure);
              json(request.response(), 500, new JsonObject().put("message", "internal error"));
            });
  }

  private static void json(HttpServerResponse response, int status, JsonObject body) {
    end(response.putHeader("Content-Type", "application/json"), status, body.toBuffer());
  }

  private static void end(HttpServerResponse response, int status, Buffer body) {
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status).end(body);
    }
  }

  // Empty for a request line that has none, such as OPTIONS *.
  private static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  private static SignableRequest signable(HttpServerRequest request) {
    String query = request.query();
    return new SignableRequest(
        request.method().name().toUpperCase(Locale.ROOT),
        path(request),
        query == null ? "" : query,
        request.headers().entries().stream()
            .map(header -> HeaderField.ofLatin1(header.getKey(), header.getValue()))
            .toList());
  }
}
