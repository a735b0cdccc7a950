package io.strongroom.domain.access;

/** Where refusals are noted, so that an operator can ask why. Thread-safe; never blocks. */
@FunctionalInterface
public interface RefusalLog {

  /** Notes one. What cannot be noted is dropped: a refusal stays one. */
  void note(Refusal refusal);
}
