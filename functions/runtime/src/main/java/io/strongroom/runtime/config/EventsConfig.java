package io.strongroom.runtime.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Telling others of what happens to objects. */
public interface EventsConfig {

  /** How often a process looks for something to tell, where it found nothing. */
  @WithDefault("1s")
  Duration pollEvery();

  /** Events that a process tells at a time. */
  @WithDefault("16")
  int atOnce();

  /** How long an event is held without a sign of life: then another process tells it. */
  @WithDefault("60s")
  Duration lease();

  /** How long after it happened an event is told no more. */
  @WithDefault("7d")
  Duration retryFor();

  /**
   * File with those that may be told, and with their tokens; readable by its owner only. Without
   * it, nobody is told of anything.
   */
  Optional<Path> targets();
}
