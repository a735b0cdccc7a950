package io.strongroom.storage.upstream;

import java.net.URI;
import java.util.UUID;

/**
 * The bucket of the store in which blobs rest, and the addresses in it. Immutable.
 *
 * @param endpoint scheme, host, port; {@code http} to the loopback interface only
 * @param bucket its name
 * @param prefix before every name, without slashes at its ends; may be empty
 * @param region signed for
 * @param pathStyle whether the bucket is in the path, else in the host's name
 * @param signature of its requests
 */
public record UpstreamBucket(
    URI endpoint,
    String bucket,
    String prefix,
    String region,
    boolean pathStyle,
    UpstreamSignature signature) {

  /**
   * @throws IllegalArgumentException for what could not be used, with the property's name
   */
  public UpstreamBucket {
    if (endpoint.getHost() == null || !endpoint.getPath().replace("/", "").isEmpty()) {
      throw new IllegalArgumentException(
          "strongroom.blobs.s3.endpoint is scheme, host and port: " + endpoint);
    }
    if (!isSafe(endpoint)) {
      throw new IllegalArgumentException(
          "strongroom.blobs.s3.endpoint needs https unless it is this machine: " + endpoint);
    }
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException("strongroom.blobs.s3.bucket is no bucket name: " + bucket);
    }
    if (!prefix.isEmpty() && !prefix.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")) {
      throw new IllegalArgumentException(
          "strongroom.blobs.s3.prefix is letters, digits, dots, dashes and single slashes: "
              + prefix);
    }
  }

  /** Whether nobody on the way can read along: by TLS, or because it is this machine. */
  public static boolean isSafe(URI address) {
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme())
            && address.getHost() != null
            && isLoopback(address.getHost()));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** What requests name as their host, and signatures cover. */
  String authority() {
    String host = pathStyle ? endpoint.getHost() : bucket + "." + endpoint.getHost();
    boolean usual =
        endpoint.getPort() == -1
            || endpoint.getPort() == ("https".equals(endpoint.getScheme()) ? 443 : 80);
    return usual ? host : host + ":" + endpoint.getPort();
  }

  /** The path of a name; of the bucket itself for an empty one. */
  String path(String name) {
    return (pathStyle ? "/" + bucket : "") + (name.isEmpty() && pathStyle ? "" : "/" + name);
  }

  URI address(String name, String query) {
    return URI.create(
        endpoint.getScheme()
            + "://"
            + authority()
            + path(name)
            + (query.isEmpty() ? "" : "?" + query));
  }

  /** {@code PREFIX/ab/cd/<uuid>}: ids are random, so the store can spread them. */
  String name(UUID id) {
    String text = id.toString();
    return under(text.substring(0, 2) + "/" + text.substring(2, 4) + "/" + text);
  }

  /** A name below the prefix. */
  String under(String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }
}
