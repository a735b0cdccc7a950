package io.strongroom.domain.record;

/** Where sealed bytes rest that are not in the database. */
public enum BlobHome {
  /** Files in a folder. */
  FOLDER,
  /** A bucket of another store. */
  STORE
}
