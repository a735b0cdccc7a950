package io.strongroom.migration;

import java.time.Instant;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * A version as a store lists it.
 *
 * @param id of the version; {@code null} as text in a bucket that never had versions
 * @param marker whether it is a delete marker, which has neither size nor tag
 * @param latest whether readers that name no version get it
 * @param size in bytes
 * @param tag the entity tag, without quotes
 */
record SourceVersion(
    String key, String id, boolean marker, boolean latest, long size, Instant time, String tag) {

  static SourceVersion of(ObjectVersion version) {
    return new SourceVersion(
        version.key(),
        version.versionId(),
        false,
        Boolean.TRUE.equals(version.isLatest()),
        version.size(),
        version.lastModified(),
        version.eTag().replace("\"", ""));
  }

  static SourceVersion of(DeleteMarkerEntry marker) {
    return new SourceVersion(
        marker.key(),
        marker.versionId(),
        true,
        Boolean.TRUE.equals(marker.isLatest()),
        0,
        marker.lastModified(),
        "");
  }

  /**
   * What the copy's metadata say of where it comes from. No two versions of a key have the same.
   */
  String origin() {
    return id + " " + time + " " + tag;
  }
}
