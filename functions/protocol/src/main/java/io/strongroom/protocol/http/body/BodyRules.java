package io.strongroom.protocol.http.body;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import java.util.Optional;

/**
 * What a dialect and an operation make of body headers.
 *
 * @param prefix of the dialect's own headers, for example {@code x-amz-}
 * @param checksums whether checksum headers speak about this body; not so in a dialect that has
 *     none, nor for CompleteMultipartUpload, where they speak about the object
 * @param fallback what to compute when the client states no checksum; empty to compute none
 */
public record BodyRules(String prefix, boolean checksums, Optional<ChecksumAlgorithm> fallback) {

  /** Checks what the client states, computes nothing of its own. */
  public static BodyRules verifying(String prefix) {
    return new BodyRules(prefix, true, Optional.empty());
  }

  /** Checks what the client states, else computes {@code fallback}. */
  public static BodyRules verifyingOrComputing(String prefix, ChecksumAlgorithm fallback) {
    return new BodyRules(prefix, true, Optional.of(fallback));
  }

  /** Leaves checksum headers alone; length, MD5 and signature are still checked. */
  public static BodyRules withoutChecksums(String prefix) {
    return new BodyRules(prefix, false, Optional.empty());
  }
}
