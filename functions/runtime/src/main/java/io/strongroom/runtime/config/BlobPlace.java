package io.strongroom.runtime.config;

/** Where sealed objects rest. */
public enum BlobPlace {
  /** One folder, on a disk or a file system that all functions share. */
  FOLDER,
  /** A bucket of a store that speaks S3. */
  S3
}
