package io.strongroom.runtime.http;

import io.strongroom.protocol.http.WireResponse;

/** An {@link InnerRequest} was refused, or failed. Has no stack trace: it is an answer. */
public final class InnerRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient WireResponse wire;
  private final String requestId;

  InnerRefusal(WireResponse wire, String requestId) {
    super("request " + requestId + " was answered " + wire.status(), null, false, false);
    this.wire = wire;
    this.requestId = requestId;
  }

  /** What a client on the wire would have been told. */
  public WireResponse wire() {
    return wire;
  }

  /** By which logs and records name it. */
  public String requestId() {
    return requestId;
  }
}
