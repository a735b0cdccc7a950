package io.strongroom.runtime.wiring;

import io.strongroom.kms.wire.PemTls;
import io.strongroom.runtime.config.UpstreamConfig;
import io.strongroom.storage.upstream.UpstreamBlobStore;
import io.strongroom.storage.upstream.UpstreamBucket;
import io.strongroom.storage.upstream.UpstreamCredentials;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** From the configuration to the store that blobs rest in. */
final class UpstreamStores {

  private static final long LEAST_PART_BYTES = 5L << 20;

  private UpstreamStores() {}

  /**
   * @throws IllegalArgumentException for what is missing or cannot be used, with the property's
   *     name
   */
  static UpstreamBlobStore of(UpstreamConfig config, InstantSource clock) {
    return new UpstreamBlobStore(
        new UpstreamBucket(
            required(config.endpoint(), "endpoint"),
            required(config.bucket(), "bucket"),
            config.prefix().orElse(""),
            config.region(),
            config.pathStyle()),
        new UpstreamCredentials(required(config.credentialsFile(), "credentials-file")),
        tls(config),
        limits(config),
        clock);
  }

  private static UpstreamBlobStore.Limits limits(UpstreamConfig config) {
    if (config.partBytes() < LEAST_PART_BYTES) {
      throw new IllegalArgumentException(
          "strongroom.blobs.s3.part-bytes is at least " + LEAST_PART_BYTES);
    }
    UpstreamBlobStore.Limits usual =
        UpstreamBlobStore.Limits.ofHeap(Runtime.getRuntime().maxMemory());
    return new UpstreamBlobStore.Limits(
        config.bufferBytes().orElse(usual.bufferBytes()), config.partBytes(), usual.firstPause());
  }

  private static SSLContext tls(UpstreamConfig config) {
    SSLContext own = new PemTls(config.caFile().orElse(null), null, null).context();
    try {
      return own == null ? SSLContext.getDefault() : own;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T required(Optional<T> value, String name) {
    return value.orElseThrow(
        () -> new IllegalArgumentException("strongroom.blobs.s3." + name + " is missing"));
  }
}
