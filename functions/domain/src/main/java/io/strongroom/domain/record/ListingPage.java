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

  /**
   * An object as a listing shows it.
   *
   * @param size the plaintext length in bytes
   */
  public record Entry(
      ObjectKey key,
      long size,
      ETag etag,
      Instant lastModified,
      Optional<String> storageClass,
      Optional<ChecksumInfo> checksum,
      State state) {}

  /**
   * In which state the object is.
   *
   * @param appendable whether bytes may be appended to it
   * @param restoredUntil how long it can be read since it was restored; empty when it is not
   */
  public record State(boolean appendable, Optional<Instant> restoredUntil) {

    private static final State PLAIN = new State(false, Optional.empty());

    /** Of an object that is neither made by appending nor restored. */
    public static State plain() {
      return PLAIN;
    }
  }

  /** Which checksum the object has, without its value. */
  public record ChecksumInfo(String algorithm, String type) {}
}
