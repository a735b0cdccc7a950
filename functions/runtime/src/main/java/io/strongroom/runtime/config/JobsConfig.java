package io.strongroom.runtime.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

  /**
   * Access keys, each of another account, in whose names jobs are made that come again. Without any
   * there are none.
   */
  Optional<List<String>> scheduledAs();

  /** Within how many days everything is read once and verified, again and again. */
  OptionalInt scrubWithinDays();

  /**
   * Within how many days of a KMS key's rotation what it wraps is to be wrapped by its newest
   * material. Keys whose KMS tells no material are left alone.
   */
  OptionalInt rekeyWithinDays();

  /** How often a process looks whether such a job is to be made. */
  @WithDefault("10m")
  Duration lookEvery();
}
