package io.strongroom.domain.record;

import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page, in bytewise order.
 *
 * @param next where the next page starts (exclusive); empty on the last page
 */
public record ListingPage(List<Entry> entries, List<String> commonPrefixes, Optional<String> next) {

  public ListingPage {
    entries = List.copyOf(entries);
    commonPrefixes = List.copyOf(commonPrefixes);
  }

  /** An object as a listing shows it. {@code size} is the plaintext length in bytes. */
  public record Entry(
      ObjectKey key,
      long size,
      ETag etag,
      Instant lastModified,
      Optional<String> storageClass,
      Optional<ChecksumInfo> checksum) {}

  /** Which checksum the object has, without its value. */
  public record ChecksumInfo(String algorithm, String type) {}
}
