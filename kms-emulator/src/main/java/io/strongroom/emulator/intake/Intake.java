package io.strongroom.emulator.intake;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.intake.AdmissionBudget.Admission;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * The way of a request from its head to those who answer it. In this order: form of the head, host,
 * room for the connection, length, what its head alone tells of its sender, room for its body; only
 * then is a byte of the body kept. Thread-safe; never blocks.
 */
public final class Intake {

  /** The largest body, in bytes: a key policy of 32 KiB, twice encoded, is far below. */
  public static final int MAX_BODY_SIZE_IN_BYTES = 512 * 1024;

  private final Vertx vertx;
  private final IntakeLimits limits;
  private final HostNames hosts;
  private final OpenConnections connections;
  private final AdmissionBudget budget;

  public Intake(
      Vertx vertx,
      IntakeLimits limits,
      HostNames hosts,
      OpenConnections connections,
      AdmissionBudget budget) {
    this.vertx = vertx;
    this.limits = limits;
    this.hosts = hosts;
    this.connections = connections;
    this.budget = budget;
  }

  /** Those who answer. All methods are called on the request's event loop and do not block. */
  public interface Service {

    /**
     * What has to be known of a sender before its head is judged, and is to be waited for; it never
     * fails. Empty where it is known already.
     */
    default Optional<Uni<Void>> prepare(HttpServerRequest request) {
      return Optional.empty();
    }

    /** Refuses by the head alone, and answers, where it can; false lets the body come. */
    boolean refuse(HttpServerRequest request);

    /** Answers a request whose head was found good. */
    void answer(HttpServerRequest request, Buffer body);

    /** Answers a request that got no further than here. */
    void reject(HttpServerRequest request, Rejection why);
  }

  /** Takes one request. */
  public void handle(HttpServerRequest request, Service service) {
    Arrival arrival = new Arrival(vertx, request, limits, connections);
    HttpServerResponse response = request.response();
    if (!response.writeQueueFull()) {
      take(arrival, service);
      return;
    }
    // The peer sends requests and reads no answers: no more work for it until it does.
    request.pause();
    connections.waiting(request.connection(), limits.write());
    response.drainHandler(
        drained -> {
          connections.busy(request.connection());
          request.resume();
          take(arrival, service);
        });
  }

  private void take(Arrival arrival, Service service) {
    HttpServerRequest request = arrival.request();
    Optional<Rejection> why = rejection(request);
    if (why.isPresent()) {
      reject(arrival, service, why.get());
      return;
    }
    Optional<Uni<Void>> unknown = service.prepare(request);
    if (unknown.isEmpty()) {
      takeKnown(arrival, service);
      return;
    }
    Context context = vertx.getOrCreateContext();
    request.pause();
    unknown
        .get()
        .subscribe()
        .with(
            known ->
                context.runOnContext(
                    again -> {
                      request.resume();
                      takeKnown(arrival, service);
                    }));
  }

  private void takeKnown(Arrival arrival, Service service) {
    HttpServerRequest request = arrival.request();
    if (service.refuse(request)) {
      arrival.passOver();
      return;
    }
    if (Framing.hasNoBody(request)) {
      request.endHandler(
          end -> {
            arrival.bodyIsOver();
            service.answer(request, Buffer.buffer());
          });
      return;
    }
    Optional<Admission> admission =
        budget.tryAdmit(Framing.declaredLength(request).orElse(MAX_BODY_SIZE_IN_BYTES));
    if (admission.isEmpty()) {
      reject(arrival, service, Rejection.BUSY);
      return;
    }
    arrival.admitted(admission.get());
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    BodyReader.read(
        vertx,
        request,
        limits,
        body -> {
          arrival.bodyIsOver();
          service.answer(request, body);
        },
        late -> reject(arrival, service, late));
  }

  private Optional<Rejection> rejection(HttpServerRequest request) {
    if (!Framing.isSound(request)) {
      return Optional.of(Rejection.MALFORMED);
    }
    String host = request.getHeader("Host");
    String own = request.localAddress().hostAddress();
    if (host != null && !hosts.accepts(host, own == null ? "" : own)) {
      return Optional.of(Rejection.FOREIGN_HOST);
    }
    if (connections.isSurplus(request.connection())) {
      return Optional.of(Rejection.BUSY);
    }
    boolean large = Framing.declaredLength(request).orElse(0) > MAX_BODY_SIZE_IN_BYTES;
    return large ? Optional.of(Rejection.TOO_LARGE) : Optional.empty();
  }

  private void reject(Arrival arrival, Service service, Rejection why) {
    HttpServerRequest request = arrival.request();
    if (request.response().ended()) {
      return;
    }
    boolean surplus = connections.isSurplus(request.connection());
    if (why.endsConnection() || surplus || Framing.declaredLength(request).isEmpty()) {
      arrival.closeWhenAnswered();
    }
    service.reject(request, why);
    arrival.passOver();
  }
}
