package io.strongroom.protocol.json;

import io.strongroom.protocol.refusal.RefusedRequest;

/** Why a request of the JSON protocol was refused before it was an operation. */
abstract sealed class JsonRejected extends RefusedRequest {

  private JsonRejected(String message) {
    super(message);
  }

  /** The body is not the JSON that the operation takes. */
  static final class NotSerialized extends JsonRejected {
    NotSerialized(String message) {
      super(message);
    }
  }

  /** A member has a value it cannot have; the message is in the protocol's own words. */
  static final class Invalid extends JsonRejected {
    Invalid(String message) {
      super(message);
    }
  }

  /** Understood, but not offered here. */
  static final class Unsupported extends JsonRejected {
    Unsupported(String message) {
      super(message);
    }
  }
}
