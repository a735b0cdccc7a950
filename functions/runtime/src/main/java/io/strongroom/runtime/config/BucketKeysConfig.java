package io.strongroom.runtime.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a bucket key is used. Revocation takes effect within its age. */
public interface BucketKeysConfig {

  /** Age at which it is asked for anew. */
  @WithDefault("3m")
  Duration maxAge();

  /** Data keys wrapped by one. */
  @WithDefault("1048576")
  long maxObjects();

  /** Held for writing, and 16 times as many for reading. */
  @WithDefault("1000")
  int maxEntries();

  /** Age of those under the service key, against which nobody is authorized. */
  @WithDefault("1h")
  Duration serviceMaxAge();
}
