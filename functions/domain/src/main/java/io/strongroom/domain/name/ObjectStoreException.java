package io.strongroom.domain.name;

/**
 * Carries a {@link RequestError} out of an operation. An expected answer: without a stack trace,
 * and not logged as an error.
 */
public final class ObjectStoreException extends RuntimeException {

  private final RequestError error;

  public ObjectStoreException(RequestError error) {
    super(error.toString(), null, false, false);
    this.error = error;
  }

  public ObjectStoreException(RequestError error, Throwable cause) {
    super(error.toString(), cause, false, false);
    this.error = error;
  }

  public RequestError error() {
    return error;
  }
}
