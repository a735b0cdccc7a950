package io.strongroom.domain.name;

/**
 * A version of an object; {@link #NULL} for what was written while versions were not kept. The
 * store alone gives out others: 32 hexadecimal digits that cannot be made up.
 */
public record VersionId(String value) {

  /** The version of an unversioned bucket. */
  public static final VersionId NULL = new VersionId("null");

  /** Whether it was written while versions were not kept. */
  public boolean isNull() {
    return equals(NULL);
  }

  @Override
  public String toString() {
    return value;
  }
}
