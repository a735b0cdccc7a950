package io.strongroom.runtime.wiring;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.strongroom.runtime.config.BlobPlace;
import io.strongroom.runtime.config.UpstreamConfig;
import io.strongroom.storage.upstream.UpstreamBlobStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where blobs rest, for a command that is no server: read from system properties and environment
 * under the names that a server reads.
 */
public final class CommandBlobs {

  private final SmallRyeConfig config;

  private CommandBlobs(SmallRyeConfig config) {
    this.config = config;
  }

  public static CommandBlobs read() {
    return new CommandBlobs(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addSystemSources()
            .withMapping(UpstreamConfig.class, "strongroom.blobs.s3")
            .build());
  }

  /** Where blobs are written. */
  public BlobPlace store() {
    return place("strongroom.blobs.store").orElse(BlobPlace.FOLDER);
  }

  /** Where they may be besides. */
  public Optional<BlobPlace> also() {
    return place("strongroom.blobs.also");
  }

  private Optional<BlobPlace> place(String property) {
    return config.getOptionalValue(property, BlobPlace.class);
  }

  /** The folder, where one is named. */
  public Optional<Path> directory() {
    return config.getOptionalValue("strongroom.blobs.directory", Path.class);
  }

  /**
   * The other store.
   *
   * @throws IllegalArgumentException for what is missing or cannot be used, with the property's
   *     name
   */
  public UpstreamBlobStore upstream() {
    return UpstreamStores.of(
        config.getConfigMapping(UpstreamConfig.class, "strongroom.blobs.s3"),
        config.getOptionalValue("strongroom.mounted-secrets", Boolean.class).orElse(false),
        InstantSource.system());
  }
}
