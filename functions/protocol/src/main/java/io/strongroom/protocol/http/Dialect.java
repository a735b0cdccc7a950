package io.strongroom.protocol.http;

/**
 * One way to speak to the service: how requests are signed, parsed and answered. Thread-safe.
 *
 * <p>An operation without a result is rendered from {@link Empty}.
 */
public interface Dialect {

  /** What an operation without a result gives. */
  enum Empty {
    EMPTY
  }

  /**
   * Proves who sent the request. Blocking where the signature covers the body.
   *
   * @throws io.strongroom.signing.SignatureException when it is not proved
   */
  IncomingRequest authenticate(WireRequest request, Route route);

  /**
   * What the request asks for. Blocking where the operation's parameters are in its body.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException when the request is not valid;
   *     NotImplemented when this dialect does not have the operation
   */
  <C, R> C parse(Operation<C, R> operation, IncomingRequest request);

  /** The answer: whole, or with content that is still to be streamed. */
  <C, R> WireResponse render(Operation<C, R> operation, IncomingRequest request, R result);

  /** The answer to a request that failed, whatever the reason; a bug becomes InternalError. */
  WireResponse renderError(WireRequest request, Throwable failure);
}
