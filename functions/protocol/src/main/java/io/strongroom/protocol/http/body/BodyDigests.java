package io.strongroom.protocol.http.body;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ChecksumCalculator;
import io.strongroom.domain.checksum.ObjectChecksum;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/** Every digest that a body must be compared with, or is to be known by, in one pass. */
final class BodyDigests {

  private final Optional<String> expectedSha256Hex;
  private final Optional<String> expectedMd5;
  private final Optional<StatedChecksum> stated;
  private final Optional<ChecksumAlgorithm> algorithm;

  private final Optional<MessageDigest> sha256;
  private final Optional<MessageDigest> md5;
  private final Optional<ChecksumCalculator> calculator;

  /**
   * @param expectedSha256Hex signed hash of the body
   * @param expectedMd5 in base64
   * @param fallback computed when no checksum is stated
   */
  BodyDigests(
      Optional<String> expectedSha256Hex,
      Optional<String> expectedMd5,
      Optional<StatedChecksum> stated,
      Optional<ChecksumAlgorithm> fallback) {
    this.expectedSha256Hex = expectedSha256Hex;
    this.expectedMd5 = expectedMd5;
    this.stated = stated;
    this.algorithm = stated.map(StatedChecksum::algorithm).or(() -> fallback);
    this.sha256 = expectedSha256Hex.map(any -> digest("SHA-256"));
    this.md5 = expectedMd5.map(any -> digest("MD5"));
    this.calculator = algorithm.map(ChecksumAlgorithm::newCalculator);
  }

  void update(byte[] bytes, int offset, int length) {
    sha256.ifPresent(digest -> digest.update(bytes, offset, length));
    md5.ifPresent(digest -> digest.update(bytes, offset, length));
    calculator.ifPresent(digest -> digest.update(bytes, offset, length));
  }

  /**
   * Compares, once, at the end of the body.
   *
   * @param trailers value of a trailer by its name
   * @return the checksum the body is known by from now on
   * @throws BodyRejected at the first difference
   */
  Optional<ObjectChecksum> verify(Function<String, Optional<String>> trailers) {
    sha256.ifPresent(
        digest -> {
          String expected = expectedSha256Hex.orElseThrow();
          String calculated = HexFormat.of().formatHex(digest.digest());
          if (!calculated.equals(expected)) {
            throw new BodyRejected.ContentSha256Mismatch(expected, calculated);
          }
        });
    md5.ifPresent(
        digest -> {
          String expected = expectedMd5.orElseThrow();
          String calculated = Base64.getEncoder().encodeToString(digest.digest());
          if (!calculated.equals(expected)) {
            throw new BodyRejected.ContentMd5Mismatch(expected, calculated);
          }
        });
    Optional<ObjectChecksum> checksum =
        calculator.map(c -> ObjectChecksum.fullObject(algorithm.orElseThrow(), c.digest()));
    stated.ifPresent(s -> compare(s, checksum.orElseThrow().value(), trailers));
    return checksum;
  }

  private static void compare(
      StatedChecksum stated, String calculated, Function<String, Optional<String>> trailers) {
    String expected =
        switch (stated) {
          case StatedChecksum.InHeader header -> header.value();
          case StatedChecksum.InTrailer trailer -> trailerValue(trailer, trailers);
        };
    if (!expected.equals(calculated)) {
      throw new BodyRejected.ChecksumMismatch(stated.algorithm(), expected, calculated);
    }
  }

  private static String trailerValue(
      StatedChecksum.InTrailer trailer, Function<String, Optional<String>> trailers) {
    String value = trailers.apply(trailer.header()).orElse("");
    StatedChecksum.requireValue(trailer.algorithm(), trailer.header(), value, true);
    return value;
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }
}
