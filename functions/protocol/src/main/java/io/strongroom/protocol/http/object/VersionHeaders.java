package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Published;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Optional;

/**
 * What answers tell of versions.
 *
 * <p>Source: "Using S3 Versioning", Amazon S3 user guide, and answers recorded from the service;
 * "Versioning", OBS API reference.
 */
final class VersionHeaders {

  private final Vocabulary words;

  VersionHeaders(Vocabulary words) {
    this.words = words;
  }

  /** Of a version that was read. */
  Headers ofRead(Headers headers, VersionId version, Versioning versioning) {
    return versioning.isKept() ? id(headers, version) : headers;
  }

  /** S3: an upload tells its version where versions are kept, and OBS also where they were. */
  Headers ofUpload(Headers headers, Published published) {
    boolean told =
        switch (published.versioning()) {
          case UNVERSIONED -> false;
          case ENABLED -> true;
          case SUSPENDED -> words.tellsSuspendedVersion();
        };
    return told ? id(headers, published.version()) : headers;
  }

  /** S3: a copy tells its version where versions are or were kept, unlike an upload. */
  Headers ofCopy(Headers headers, Published published, Optional<VersionId> source) {
    Headers more = ofRead(headers, published.version(), published.versioning());
    return ofSource(more, source);
  }

  /** Of the version that was copied. */
  Headers ofSource(Headers headers, Optional<VersionId> source) {
    return source.isPresent()
        ? headers.and(words.header("copy-source-version-id"), source.get().value())
        : headers;
  }

  /** Of what went, or of the delete marker that came. */
  Headers ofDeletion(Headers headers, Deletion deletion) {
    Headers marked =
        deletion.deleteMarker() ? headers.and(words.header("delete-marker"), "true") : headers;
    return deletion.version().map(version -> id(marked, version)).orElse(marked);
  }

  private Headers id(Headers headers, VersionId version) {
    return headers.and(words.header("version-id"), version.value());
  }
}
