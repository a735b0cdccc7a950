package io.strongroom.domain.name;

/** What can be wrong about how much a bucket may hold. */
public sealed interface QuotaError extends RequestError {

  /** What was to be written does not fit into the bucket's quota. */
  record QuotaExceeded(BucketName bucket) implements QuotaError {}

  /** No quota that a bucket can have. */
  record MalformedQuota(String detail) implements QuotaError {}
}
