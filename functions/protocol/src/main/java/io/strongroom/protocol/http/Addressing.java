package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds bucket and key of a request, in both styles: {@code bucket.domain/key} for the configured
 * base domains, {@code any-host/bucket/key} otherwise. Immutable.
 */
public final class Addressing {

  private final List<String> suffixes;

  /**
   * @param baseDomains names under which buckets appear as sub-domains, without port, for example
   *     {@code s3.localhost}; the longest one that fits decides
   */
  public Addressing(List<String> baseDomains) {
    this.suffixes =
        baseDomains.stream()
            .map(domain -> "." + domain.toLowerCase(Locale.ROOT))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /**
   * What a request addresses: nothing (the service), a bucket, or an object.
   *
   * @param bucket as written, not checked
   * @param key present and not empty for an object
   */
  record Target(Optional<String> bucket, Optional<String> key, boolean virtualHosted) {

    RouteRow.Level level() {
      if (key.isPresent()) {
        return RouteRow.Level.OBJECT;
      }
      return bucket.isPresent() ? RouteRow.Level.BUCKET : RouteRow.Level.SERVICE;
    }
  }

  /**
   * @throws ObjectStoreException InvalidUri when the path cannot be decoded
   */
  Target resolve(WireRequest request) {
    String rawPath = request.rawPath();
    if (!rawPath.startsWith("/")) {
      throw new ObjectStoreException(new RequestError.InvalidUri(rawPath));
    }
    return bucketOfHost(request.host())
        .map(bucket -> new Target(Optional.of(bucket), key(rawPath.substring(1)), true))
        .orElseGet(() -> pathStyle(rawPath.substring(1)));
  }

  private static Target pathStyle(String rest) {
    if (rest.isEmpty()) {
      return new Target(Optional.empty(), Optional.empty(), false);
    }
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    String key = slash < 0 ? "" : rest.substring(slash + 1);
    return new Target(Optional.of(UriDecoder.path(bucket)), key(key), false);
  }

  private static Optional<String> key(String rawKey) {
    return rawKey.isEmpty() ? Optional.empty() : Optional.of(UriDecoder.path(rawKey));
  }

  /** Empty for a base domain itself, an IP address, and hosts that are not ours to divide. */
  private Optional<String> bucketOfHost(String hostHeader) {
    String host = withoutPort(hostHeader).toLowerCase(Locale.ROOT);
    if (isBaseDomain(host)) {
      return Optional.empty();
    }
    return suffixes.stream()
        .filter(suffix -> host.length() > suffix.length() && host.endsWith(suffix))
        .findFirst()
        .map(suffix -> host.substring(0, host.length() - suffix.length()));
  }

  /** {@code s3.localhost} is a base domain, and not bucket s3 under localhost. */
  private boolean isBaseDomain(String host) {
    return suffixes.contains("." + host);
  }

  private static String withoutPort(String host) {
    if (host.startsWith("[")) {
      return host; // an IPv6 address never ends like a base domain
    }
    int colon = host.lastIndexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
