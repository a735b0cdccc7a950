package io.strongroom.protocol.http;

import io.strongroom.domain.caller.Caller;
import io.strongroom.signing.PayloadIntegrity;

/**
 * A request whose operation and sender are known. Its headers remember who read them. Closed when
 * its operation has ended, and its body is read or not wanted.
 *
 * @param integrity what the signature says about the body
 */
public record IncomingRequest(
    WireRequest wire, Route route, Caller caller, PayloadIntegrity integrity)
    implements AutoCloseable {

  public IncomingRequest {
    wire = wire.withHeaders(wire.headers().remembering());
  }

  /** A request that nobody signed, of an operation that anybody may have carried out. */
  public static IncomingRequest unsigned(WireRequest wire, Route route) {
    return new IncomingRequest(
        wire,
        route,
        Caller.anonymous(wire.requestId(), wire.secure()),
        new PayloadIntegrity.NotCovered());
  }

  /** The same request, of whose sender more is known. */
  public IncomingRequest by(Caller other) {
    return new IncomingRequest(wire, route, other, integrity);
  }

  /** Zeroes the key that chunks of the body are signed with. Idempotent. */
  @Override
  public void close() {
    integrity.close();
  }
}
