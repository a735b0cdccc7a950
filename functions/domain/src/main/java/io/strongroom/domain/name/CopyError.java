package io.strongroom.domain.name;

/** What is wrong with a copy. */
public sealed interface CopyError extends RequestError {

  /** The bytes to copy do not all lie in the source, which has {@code size} of them. */
  record InvalidCopyRange(ByteRange range, long size) implements CopyError {}

  /** The source of a copy is a delete marker, named by its version. */
  record SourceIsDeleteMarker() implements CopyError {}

  /** The source of a copy is larger than one copy may be. */
  record SourceTooLarge(long limit) implements CopyError {}

  /** An object copied onto itself without any change. */
  record IllegalSelfCopy() implements CopyError {}
}
