package io.strongroom.domain.name;

import java.time.Instant;

/** What is wrong with or about a version of an object. */
public sealed interface VersionError extends RequestError.AboutObject {

  /** The object exists, this version of it does not. */
  record NoSuchVersion(ObjectKey key, String versionId) implements VersionError {}

  /** The bucket never gave out such a version id. */
  record InvalidVersionId(String given) implements VersionError {}

  /** A listing of versions cannot go on behind such a version id. */
  record InvalidVersionMarker(String given) implements VersionError {}

  /** There is no object whose tags could be told. */
  record NothingTagged(ObjectRef ref) implements VersionError {}

  /** The current version is a delete marker: there is no object, and that is its version. */
  record ObjectDeleted(ObjectKey key, VersionId marker) implements VersionError {}

  /** The version that is named is a delete marker, of which nothing can be read or changed. */
  record VersionIsDeleteMarker(VersionRef marker, Instant lastModified) implements VersionError {}

  /** A retention or a legal hold protects the version. */
  record ObjectProtected() implements VersionError {}
}
