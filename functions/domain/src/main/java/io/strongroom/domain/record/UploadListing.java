package io.strongroom.domain.record;

import io.strongroom.domain.name.BucketName;
import java.util.List;
import java.util.Optional;

/** Listing of running uploads, by key (bytewise), then by time of initiation. */
public final class UploadListing {

  private UploadListing() {}

  /**
   * @param keyMarker exclusive unless {@code uploadIdMarker} is given; may be empty
   * @param uploadIdMarker uploads of {@code keyMarker} that come after this one
   */
  public record Query(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      String keyMarker,
      Optional<String> uploadIdMarker,
      int limit) {}

  /**
   * @param truncated whether more follow the last upload or common prefix
   */
  public record Page(List<Upload> uploads, List<String> commonPrefixes, boolean truncated) {

    public Page {
      uploads = List.copyOf(uploads);
      commonPrefixes = List.copyOf(commonPrefixes);
    }
  }
}
