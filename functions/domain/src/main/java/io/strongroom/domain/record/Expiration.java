package io.strongroom.domain.record;

import java.time.Instant;

/** When current versions go by themselves. */
public sealed interface Expiration {

  /** So many days after they were written, at the midnight that follows. */
  record AfterDays(int days) implements Expiration {}

  /** From this moment on. */
  record At(Instant date) implements Expiration {}

  /** Never; but a delete marker behind which nothing is left goes, if this is wanted. */
  record OfMarkers(boolean wanted) implements Expiration {}
}
