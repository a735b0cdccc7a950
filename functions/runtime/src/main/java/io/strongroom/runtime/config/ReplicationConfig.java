package io.strongroom.runtime.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Copies that rules of buckets ask for. */
public interface ReplicationConfig {

  /** How often a process looks for something to copy, where it found nothing. */
  @WithDefault("1s")
  Duration pollEvery();

  /** Copies that a process makes at a time. */
  @WithDefault("8")
  int atOnce();

  /** How long a copy is held without a sign of life: then another process makes it. */
  @WithDefault("60s")
  Duration lease();

  /** How long after a write its copy is given up, and the version says FAILED. */
  @WithDefault("7d")
  Duration retryFor();

  /**
   * File with buckets of other servers that may be copied to, and with the credentials for them;
   * readable by its owner only. Without it, copies are made in buckets of this server alone.
   */
  Optional<Path> targets();
}
