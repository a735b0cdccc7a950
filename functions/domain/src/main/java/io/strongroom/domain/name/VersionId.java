package io.strongroom.domain.name;

/** A version of an object; {@link #NULL} in a bucket without versioning. */
public record VersionId(String value) {

  /** The version of an unversioned bucket. */
  public static final VersionId NULL = new VersionId("null");

  @Override
  public String toString() {
    return value;
  }
}
