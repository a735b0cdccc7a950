package io.strongroom.runtime.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Work on many objects. */
public interface JobsConfig {

  /** How often a process looks for work, where it found none. */
  @WithDefault("2s")
  Duration pollEvery();

  /** Slices that a process works on at a time. */
  @WithDefault("2")
  int lanes();

  /** Versions of a slice, at most. */
  @WithDefault("1000")
  int sliceOf();

  /** How long a slice is held without a sign of life: then another worker takes it. */
  @WithDefault("60s")
  Duration lease();
}
