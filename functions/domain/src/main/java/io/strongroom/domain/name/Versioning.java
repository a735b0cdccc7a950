package io.strongroom.domain.name;

/** What becomes of an object when another is written under its key. */
public enum Versioning {
  /** It is replaced; no version was ever kept. */
  UNVERSIONED,
  /** It stays as a version. */
  ENABLED,
  /** It stays if it has an id; the version without one is replaced. */
  SUSPENDED;

  /** Whether a version has an id that readers are told. */
  public boolean isKept() {
    return this != UNVERSIONED;
  }
}
