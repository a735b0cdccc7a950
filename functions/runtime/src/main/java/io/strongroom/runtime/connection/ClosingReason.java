package io.strongroom.runtime.connection;

import java.util.Locale;

/** Why a connection was closed from this side, while its client may have wanted more. */
public enum ClosingReason {
  /** A head was not complete in time. */
  HEAD,
  /** No request for a long time. */
  IDLE,
  /** Nothing, or too little, was taken of an answer. */
  ANSWER,
  /** It made this side write ever more that nobody had asked for. */
  UNASKED,
  /** There were too many connections. */
  TOO_MANY;

  /** As a label of a metric. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
