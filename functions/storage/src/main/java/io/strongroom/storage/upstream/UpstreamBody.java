package io.strongroom.storage.upstream;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What is sent. A body in memory can be sent again, and its hashes are known before its first byte.
 *
 * @param sha256 as it is signed, {@code UNSIGNED-PAYLOAD} when it is not known yet
 * @param md5 empty when it is not known yet
 */
record UpstreamBody(
    BodyPublisher publisher, String sha256, Optional<byte[]> md5, boolean repeatable) {

  /** Sealed bytes authenticate themselves; TLS guards their way. */
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final String EMPTY = hex("SHA-256", List.of());

  /** Made anew each time: the JDK's publishers must not be in the heap of a native image. */
  static UpstreamBody none() {
    return new UpstreamBody(BodyPublishers.noBody(), EMPTY, Optional.empty(), true);
  }

  /** Not copied; must not change until the request has been answered. */
  static UpstreamBody of(List<byte[]> chunks) {
    long length = chunks.stream().mapToLong(chunk -> chunk.length).sum();
    return new UpstreamBody(
        length == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(chunks), length),
        hex("SHA-256", chunks),
        Optional.of(digest("MD5", chunks)),
        true);
  }

  /** One that is sent while it is made, and so only once. */
  static UpstreamBody streamed(BodyPublisher publisher) {
    return new UpstreamBody(publisher, UNSIGNED, Optional.empty(), false);
  }

  /** For a probe: the same bytes under the digest of others. */
  UpstreamBody sayingDigestOf(byte[] other) {
    return new UpstreamBody(
        publisher, sha256, Optional.of(digest("MD5", List.of(other))), repeatable);
  }

  String md5Base64() {
    return Base64.getEncoder().encodeToString(md5.orElseThrow());
  }

  private static String hex(String algorithm, List<byte[]> chunks) {
    return HexFormat.of().formatHex(digest(algorithm, chunks));
  }

  private static byte[] digest(String algorithm, List<byte[]> chunks) {
    MessageDigest digest = Digests.of(algorithm);
    chunks.forEach(digest::update);
    return digest.digest();
  }

  /** Digests that every Java has. */
  static final class Digests {

    private Digests() {}

    static MessageDigest of(String algorithm) {
      try {
        return MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
