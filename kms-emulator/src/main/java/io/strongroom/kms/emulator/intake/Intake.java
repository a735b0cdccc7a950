package io.strongroom.kms.emulator.intake;

import io.strongroom.kms.emulator.intake.AdmissionBudget.Admission;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The way of a request from its head to those who answer it. In this order: form of the head, host,
 * room for the connection, length, what its head alone tells of its sender, room for its body; only
 * then is a byte of the body kept. Thread-safe; never blocks.
 */
public final class Intake {

  /** The largest body, in bytes: a key policy of 32 KiB, twice encoded, is far below. */
  public static final int MAX_BODY_SIZE_IN_BYTES = 512 * 1024;

  private static final String CONTENT_LENGTH = "Content-Length";
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";

  private final Vertx vertx;
  private final IntakeLimits limits;
  private final HostNames hosts;
  private final Connections connections;
  private final AdmissionBudget budget;

  public Intake(
      Vertx vertx,
      IntakeLimits limits,
      HostNames hosts,
      Connections connections,
      AdmissionBudget budget) {
    this.vertx = vertx;
    this.limits = limits;
    this.hosts = hosts;
    this.connections = connections;
    this.budget = budget;
  }

  /** Those who answer. All methods are called on the request's event loop and do not block. */
  public interface Service {

    /** Refuses by the head alone, and answers, where it can; false lets the body come. */
    boolean refuse(HttpServerRequest request);

    /** Answers a request whose head was found good. */
    void answer(HttpServerRequest request, Buffer body);

    /** Answers a request that got no further than here. */
    void reject(HttpServerRequest request, Rejection why);
  }

  /** Takes one request. */
  public void handle(HttpServerRequest request, Service service) {
    boolean room = connections.requested(request);
    limitWriting(request);
    HttpServerResponse response = request.response();
    if (response.writeQueueFull()) {
      // The peer sends requests and reads no answers: no more work for it until it does.
      request.pause();
      response.drainHandler(
          drained -> {
            request.resume();
            take(request, service, room);
          });
      return;
    }
    take(request, service, room);
  }

  private void take(HttpServerRequest request, Service service, boolean room) {
    Optional<Rejection> why = rejection(request, room);
    if (why.isPresent()) {
      reject(request, service, why.get());
      return;
    }
    if (service.refuse(request)) {
      passOver(request);
      return;
    }
    OptionalLong length = declaredLength(request);
    if (length.isPresent() && length.getAsLong() == 0) {
      request.endHandler(end -> service.answer(request, Buffer.buffer()));
      return;
    }
    Optional<Admission> admission = budget.tryAdmit(length.orElse(MAX_BODY_SIZE_IN_BYTES));
    if (admission.isEmpty()) {
      reject(request, service, Rejection.BUSY);
      return;
    }
    // Until the answer is out: what was made from the body lives as long.
    request.response().closeHandler(closed -> admission.get().close());
    request.response().bodyEndHandler(ended -> admission.get().close());
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    BodyReader.read(
        vertx,
        request,
        limits,
        body -> service.answer(request, body),
        late -> reject(request, service, late));
  }

  private Optional<Rejection> rejection(HttpServerRequest request, boolean room) {
    List<String> names = request.headers().getAll("Host");
    if (names.size() > 1 || !hasOneLength(request)) {
      return Optional.of(Rejection.MALFORMED);
    }
    String own = request.localAddress().hostAddress();
    if (!names.isEmpty() && !hosts.accepts(names.getFirst(), own == null ? "" : own)) {
      return Optional.of(Rejection.FOREIGN_HOST);
    }
    if (!room) {
      return Optional.of(Rejection.BUSY);
    }
    boolean large = declaredLength(request).orElse(0) > MAX_BODY_SIZE_IN_BYTES;
    return large ? Optional.of(Rejection.TOO_LARGE) : Optional.empty();
  }

  // RFC 9112 §6.1: a request with both is an attempt to be read in two ways.
  private static boolean hasOneLength(HttpServerRequest request) {
    List<String> lengths = request.headers().getAll(CONTENT_LENGTH);
    return lengths.size() <= 1
        && (lengths.isEmpty() || !request.headers().contains(TRANSFER_ENCODING))
        && lengths.stream().allMatch(length -> length.matches("[0-9]{1,18}"));
  }

  /** Empty for a body whose length shows at its end. */
  private static OptionalLong declaredLength(HttpServerRequest request) {
    if (request.headers().contains(TRANSFER_ENCODING)) {
      return OptionalLong.empty();
    }
    String length = request.getHeader(CONTENT_LENGTH);
    return OptionalLong.of(length == null ? 0 : Long.parseLong(length));
  }

  private void reject(HttpServerRequest request, Service service, Rejection why) {
    if (request.response().ended()) {
      return;
    }
    if (why.endsConnection() || request.headers().contains(TRANSFER_ENCODING)) {
      request.response().putHeader("Connection", "close");
    }
    service.reject(request, why);
    passOver(request);
  }

  // What still comes is not kept. It is read all the same, for a while, because closing a
  // connection
  // with unread bytes can take the answer away from its reader.
  private void passOver(HttpServerRequest request) {
    long timer =
        vertx.setTimer(limits.bodyStall().toMillis(), late -> request.connection().close());
    request.exceptionHandler(failure -> request.connection().close());
    long[] left = {MAX_BODY_SIZE_IN_BYTES};
    request.handler(
        chunk -> {
          left[0] -= chunk.length();
          if (left[0] < 0) {
            request.connection().close();
          }
        });
    Runnable over =
        () -> {
          vertx.cancelTimer(timer);
          if ("close".equals(request.response().headers().get("Connection"))) {
            request.response().end().onComplete(sent -> request.connection().close());
          }
        };
    if (request.isEnded()) {
      over.run();
    } else {
      request.endHandler(end -> over.run());
    }
  }

  // Counts from the moment the answer begins, which may be long after the request.
  private void limitWriting(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.headersEndHandler(
        begun -> {
          long timer =
              vertx.setTimer(limits.write().toMillis(), late -> request.connection().close());
          response.bodyEndHandler(ended -> vertx.cancelTimer(timer));
        });
  }
}
