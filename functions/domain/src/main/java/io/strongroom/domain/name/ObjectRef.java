package io.strongroom.domain.name;

/** Bucket and key. */
public record ObjectRef(BucketName bucket, ObjectKey key) {

  /** {@code bucket/key}. */
  public String path() {
    return bucket + "/" + key.value();
  }

  /** {@code arn:aws:s3:::bucket/key}: what envelopes are bound to. */
  public String arn() {
    return bucket.arn() + "/" + key.value();
  }
}
