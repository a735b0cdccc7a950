package io.strongroom.domain.record;

/** How a version came to be, as those are told who want to know what happens in a bucket. */
public enum Origin {
  /** Its bytes were sent. */
  PUT,
  /** It was made of another object. */
  COPY
}
