package io.strongroom.protocol.http;

import io.strongroom.domain.caller.Action;

/** Who may have an operation carried out. */
public sealed interface Permission {

  /** Whoever may do this to what the request names. */
  record Needed(Action action) implements Permission {}

  /** Whoever signed the request: the KMS decides about its keys. */
  record LeftToKeyService() implements Permission {}

  /** Whoever signed the request: what they may do is decided when it is known what they ask. */
  record LeftToOperation() implements Permission {}

  /** Anybody, and without a signature. */
  record Open() implements Permission {}
}
