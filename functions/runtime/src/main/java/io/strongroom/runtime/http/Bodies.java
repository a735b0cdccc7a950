package io.strongroom.runtime.http;

import io.strongroom.runtime.admission.Lease;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;

/** Opens the bodies of admitted requests, each with the memory its operation needs. */
final class Bodies {

  private Bodies() {}

  /** Accepts the body, all of which is going to be kept; blocking from here on. */
  static InputStream collected(RoutingContext context) {
    Lease lease = Admission.of(context);
    return BodyStream.open(context.request(), lease, new BodyWindow.Collected(lease));
  }

  /** Accepts the body; blocking from here on. */
  static InputStream open(RoutingContext context) {
    Lease lease = Admission.of(context);
    BodyWindow window =
        Footprint.isStreamed(Exchange.of(context).route().operation())
            ? new BodyWindow.Streamed(lease)
            : new BodyWindow.Collected(lease);
    return BodyStream.open(context.request(), lease, window);
  }
}
