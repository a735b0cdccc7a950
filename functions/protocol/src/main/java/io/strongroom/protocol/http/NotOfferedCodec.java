package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;

/** Stands in for an operation that a dialect does not have. */
public record NotOfferedCodec<C, R>(String operation) implements OperationCodec<C, R> {

  @Override
  public C parse(IncomingRequest request) {
    throw new ObjectStoreException(new RequestError.NotImplemented(operation));
  }

  @Override
  public WireResponse render(IncomingRequest request, R result) {
    throw new IllegalStateException("nothing was parsed");
  }
}
