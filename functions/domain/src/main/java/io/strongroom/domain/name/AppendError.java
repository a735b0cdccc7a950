package io.strongroom.domain.name;

/** What can be wrong with an append. */
public sealed interface AppendError extends RequestError {

  /** The object was not made by appending, or has as many pieces as an object can have. */
  record ObjectNotAppendable(ObjectKey key) implements AppendError {}

  /** The object does not end where the append begins: it has {@code length} bytes. */
  record WrongPosition(ObjectKey key, long length) implements AppendError {}
}
