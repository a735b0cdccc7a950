package io.strongroom.protocol.http;

/**
 * How one operation looks in one dialect.
 *
 * @param <C> the domain's command
 * @param <R> the domain's result
 */
public interface OperationCodec<C, R> {

  /**
   * Blocking where the operation's parameters are in its body.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException when the request is not valid
   */
  C parse(IncomingRequest request);

  /** The answer; for GetObject only its head. */
  WireResponse render(IncomingRequest request, R result);
}
