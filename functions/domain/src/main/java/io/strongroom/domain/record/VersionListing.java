package io.strongroom.domain.record;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Listing of all versions, by key (bytewise), then from the newest to the oldest. */
public final class VersionListing {

  private VersionListing() {}

  /**
   * @param prefix empty for all
   * @param keyMarker exclusive unless {@code versionMarker} is given; may be empty
   * @param versionMarker versions of {@code keyMarker} that are older than this one, which need not
   *     be there any more
   * @param limit most versions and common prefixes together, at least 0
   */
  public record Query(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      String keyMarker,
      Optional<VersionId> versionMarker,
      int limit) {

    /** The same from another version on. */
    public Query after(Optional<VersionId> version) {
      return new Query(bucket, prefix, delimiter, keyMarker, version, limit);
    }
  }

  /**
   * @param next where the next page starts (exclusive); empty on the last page
   */
  public record Page(List<Entry> entries, List<String> commonPrefixes, Optional<Next> next) {

    public Page {
      entries = List.copyOf(entries);
      commonPrefixes = List.copyOf(commonPrefixes);
    }
  }

  /**
   * @param version empty behind a common prefix
   */
  public record Next(String key, Optional<VersionId> version) {}

  /**
   * @param object empty for a delete marker
   */
  public record Entry(
      ObjectKey key,
      VersionId version,
      boolean latest,
      Instant lastModified,
      Optional<Shown> object) {}

  /**
   * What a listing shows of an object.
   *
   * @param size the plaintext length in bytes
   */
  public record Shown(
      long size,
      ETag etag,
      Optional<String> storageClass,
      Optional<ListingPage.ChecksumInfo> checksum,
      ListingPage.State state) {}
}
