package io.strongroom.domain.job;

import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.ReadableVersion;
import java.util.Optional;

/** A version as it was found again, to be read. */
final class VersionToRead {

  private VersionToRead() {}

  /** Empty when it is gone, or a delete marker by now. */
  static Optional<ReadableObject> of(Located<ReadableVersion> located) {
    return located
        .found()
        .flatMap(
            found ->
                found
                    .version()
                    .object()
                    .flatMap(
                        object ->
                            located
                                .bucket()
                                .map(
                                    bucket ->
                                        new ReadableObject(
                                            FoundObject.named(object, bucket), found.bytes()))));
  }
}
