package io.strongroom.kms.aws;

import io.strongroom.kms.provider.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach AWS KMS, or anything that speaks its protocol.
 *
 * @param region signing region, for example {@code eu-central-1}
 * @param endpoint instead of the region's own; absent for AWS itself
 * @param credentials fixed ones; absent for the SDK's default chain (environment, profile,
 *     container or instance role)
 * @param http limits of the connection
 * @param namesRequester whether requests carry the requester in {@code x-strongroom-on-behalf-of}
 *     and {@code x-strongroom-request-id}, which the bundled KMS writes to its audit; AWS must not
 *     be sent them
 */
public record AwsKmsSettings(
    String region,
    @Nullable URI endpoint,
    @Nullable Credentials credentials,
    Http http,
    boolean namesRequester) {

  public AwsKmsSettings {
    if (region.isBlank()) {
      throw new IllegalArgumentException("region must not be blank");
    }
    if (endpoint != null && endpoint.getHost() == null) {
      throw new IllegalArgumentException("endpoint must be an absolute URL: " + endpoint);
    }
  }

  /** AWS KMS in a region, with the SDK's credential chain. */
  public static AwsKmsSettings inRegion(String region) {
    return new AwsKmsSettings(region, null, null, Http.DEFAULT, false);
  }

  /** A KMS of our own at {@code endpoint}, which is told the requester. */
  public static AwsKmsSettings bundled(String region, URI endpoint, Credentials credentials) {
    return new AwsKmsSettings(region, endpoint, credentials, Http.SAME_MACHINE, true);
  }

  /** An access key. Secrets are never printed, and are read again where they are in files. */
  public record Credentials(
      String accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken) {

    /** Long-term credentials. */
    public Credentials(String accessKeyId, String secretAccessKey) {
      this(accessKeyId, Secret.of(secretAccessKey), null);
    }

    /** Temporary credentials, where there is a token. */
    public Credentials(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
      this(
          accessKeyId,
          Secret.of(secretAccessKey),
          sessionToken == null ? null : Secret.of(sessionToken));
    }

    @Override
    public String toString() {
      return "Credentials[" + accessKeyId + ", redacted]";
    }
  }

  /**
   * Limits of the HTTP client.
   *
   * @param answer longest wait for one answer
   * @param connect longest wait for a connection
   * @param connections open at the same time
   */
  public record Http(Duration answer, Duration connect, int connections) {

    /** 2 s, 1 s, 50 connections. */
    public static final Http DEFAULT = new Http(Duration.ofSeconds(2), Duration.ofSeconds(1), 50);

    /** 5 s for both: a busy machine slows the KMS on it down with everything else. */
    public static final Http SAME_MACHINE =
        new Http(Duration.ofSeconds(5), Duration.ofSeconds(5), 50);

    public Http {
      if (answer.isNegative() || answer.isZero() || connect.isNegative() || connect.isZero()) {
        throw new IllegalArgumentException("times must be positive");
      }
      if (connections < 1) {
        throw new IllegalArgumentException("at least one connection is needed");
      }
    }
  }
}
