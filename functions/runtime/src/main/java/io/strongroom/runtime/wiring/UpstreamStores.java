package io.strongroom.runtime.wiring;

import io.strongroom.kms.wire.PemTls;
import io.strongroom.runtime.config.UpstreamConfig;
import io.strongroom.storage.upstream.UpstreamBlobStore;
import io.strongroom.storage.upstream.UpstreamBucket;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** From the configuration to the store that blobs rest in. */
final class UpstreamStores {

  private static final long LEAST_PART_BYTES = 5L << 20;

  private UpstreamStores() {}

  /**
   * @param mounted whether secrets were mounted into a container, and may be readable by all in it
   * @throws IllegalStateException when others may read the credentials
   * @throws IllegalArgumentException for what is missing or cannot be used, with the property's
   *     name
   */
  static UpstreamBlobStore of(UpstreamConfig config, boolean mounted, InstantSource clock) {
    SSLContext tls = tls(config);
    return new UpstreamBlobStore(
        new UpstreamBucket(
            required(config.endpoint(), "endpoint"),
            required(config.bucket(), "bucket"),
            config.prefix().orElse(""),
            config.region(),
            config.pathStyle(),
            config.signature()),
        new UpstreamKeys(config, System.getenv()).find(mounted, tls, clock),
        tls,
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
        config.bufferBytes().orElse(usual.bufferBytes()), config.partBytes(), usual.waits());
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
