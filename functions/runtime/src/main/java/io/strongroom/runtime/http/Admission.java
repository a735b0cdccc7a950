package io.strongroom.runtime.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Operation;
import io.strongroom.runtime.admission.Budget;
import io.strongroom.runtime.admission.Lease;
import io.strongroom.runtime.connection.Cut;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Gives every request its share of the {@link Budget}, before anything of its body is taken, and
 * takes it back when the answer has gone.
 */
@Singleton
public final class Admission {

  private static final String KEY = Lease.class.getName();
  private static final int USUAL_BYTES = 1 << 20;

  private final Budget budget;

  Admission(Budget budget) {
    this.budget = budget;
  }

  /**
   * To be called once for a request, on its event loop.
   *
   * @throws ObjectStoreException Overloaded when there is no room
   */
  void admit(RoutingContext context, Operation<?, ?> operation) {
    attach(
        context, entered(context, Footprint.atFirst(operation, announcesBody(context.request()))));
  }

  /**
   * A request of which no operation is known yet, or none is meant.
   *
   * @throws ObjectStoreException Overloaded when there is no room
   */
  void admit(RoutingContext context) {
    attach(context, entered(context, Footprint.REQUEST));
  }

  /**
   * The share of an admitted request becomes that of an operation it turns out to need.
   *
   * @throws ObjectStoreException Overloaded when there is no room
   */
  void exchange(RoutingContext context, Operation<?, ?> operation) {
    of(context).hold(Footprint.atFirst(operation, announcesBody(context.request())));
  }

  private Lease entered(RoutingContext context, long bytes) {
    HttpServerRequest request = context.request();
    return budget
        .enter(
            bytes,
            announcesBody(request) ? size(request) : Budget.Body.NONE,
            () -> Cut.off(request.connection()))
        .orElseThrow(() -> new ObjectStoreException(new RequestError.Overloaded()));
  }

  static void attach(RoutingContext context, Lease lease) {
    context.put(KEY, lease);
    context.addEndHandler(ended -> lease.ends());
  }

  /** The share of an admitted request. */
  static Lease of(RoutingContext context) {
    Lease lease = context.get(KEY);
    if (lease == null) {
      throw new IllegalStateException("the request was not admitted");
    }
    return lease;
  }

  /** As {@link #of}, for answers: a request that was refused has none. */
  static void answers(RoutingContext context, long bytes) {
    Lease lease = context.get(KEY);
    if (lease != null) {
      lease.answers(bytes);
    }
  }

  /** The answer is on the wire, or its client is gone. */
  static void answered(RoutingContext context) {
    Lease lease = context.get(KEY);
    if (lease != null) {
      lease.close();
    }
  }

  private static Budget.Body size(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    boolean usual =
        length != null && length.matches("[0-9]{1,9}") && Integer.parseInt(length) <= USUAL_BYTES;
    return usual ? Budget.Body.USUAL : Budget.Body.LARGE;
  }

  static boolean announcesBody(HttpServerRequest request) {
    return request.headers().contains("content-length")
        ? !"0".equals(request.getHeader("content-length"))
        : request.headers().contains("transfer-encoding");
  }
}
