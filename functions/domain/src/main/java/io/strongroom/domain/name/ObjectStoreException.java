package io.strongroom.domain.name;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.util.function.UnaryOperator;

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

  /** Stored bytes that do not authenticate. */
  public static ObjectStoreException damaged(CiphertextRejected rejected) {
    return damaged(Damage.of(rejected), rejected);
  }

  /** As {@link #damaged(CiphertextRejected)}, by somebody who knows where they lie. */
  public static ObjectStoreException damaged(Damage damage, CiphertextRejected rejected) {
    return new ObjectStoreException(new RequestError.ObjectDamaged(damage), rejected);
  }

  /** {@code failure}, which says whose data is damaged if it speaks of damage. */
  public static Throwable at(ObjectRef ref, Throwable failure) {
    return failure instanceof ObjectStoreException refused ? refused.at(ref) : failure;
  }

  /** As {@link #at(ObjectRef, Throwable)}, with the version. */
  public static Throwable at(VersionRef ref, Throwable failure) {
    return failure instanceof ObjectStoreException refused ? refused.at(ref) : failure;
  }

  /** This, saying whose data is damaged if it speaks of damage. */
  public ObjectStoreException at(ObjectRef ref) {
    return located(damage -> damage.at(ref));
  }

  /** As {@link #at(ObjectRef)}, with the version. */
  public ObjectStoreException at(VersionRef ref) {
    return located(damage -> damage.at(ref));
  }

  private ObjectStoreException located(UnaryOperator<Damage> location) {
    return error instanceof RequestError.ObjectDamaged(Damage damage)
        ? new ObjectStoreException(new RequestError.ObjectDamaged(location.apply(damage)), this)
        : this;
  }

  public RequestError error() {
    return error;
  }
}
