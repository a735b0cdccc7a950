package io.strongroom.protocol.http.body;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checksum algorithms as headers spell them. */
public final class ChecksumNames {

  /** S3: algorithms of the newest model that are not offered here, but must not be ignored. */
  static final List<String> NOT_OFFERED =
      List.of("sha512", "md5", "xxhash64", "xxhash3", "xxhash128");

  private ChecksumNames() {}

  /** The header that carries a value, for example {@code x-amz-checksum-crc32}. */
  public static String header(String prefix, ChecksumAlgorithm algorithm) {
    return prefix + "checksum-" + word(algorithm);
  }

  /** In lower case, as in header names and error texts: {@code crc64nvme}. */
  public static String word(ChecksumAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }

  /** From a value such as {@code CRC64NVME}, in any case; empty if it is none of ours. */
  public static Optional<ChecksumAlgorithm> ofToken(String token) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .filter(algorithm -> algorithm.name().equalsIgnoreCase(token))
        .findFirst();
  }

  /** From a header name, in any case; empty if it is not a checksum value's. */
  static Optional<ChecksumAlgorithm> ofHeader(String prefix, String name) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .filter(algorithm -> header(prefix, algorithm).equalsIgnoreCase(name))
        .findFirst();
  }
}
