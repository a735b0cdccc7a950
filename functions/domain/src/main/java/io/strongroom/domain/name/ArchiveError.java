package io.strongroom.domain.name;

/** What can be wrong with a request about an object in an archive, or about one that is in none. */
public sealed interface ArchiveError extends RequestError.AboutObject {

  /** The object has to be restored before it can be read. */
  record NotRestored(String storageClass) implements ArchiveError {}

  /** The source of a copy has to be restored before it can be copied. */
  record SourceNotRestored(String storageClass) implements ArchiveError {}

  /** There is nothing to restore: the object can be read at any time. */
  record NotArchived(String storageClass) implements ArchiveError {}
}
