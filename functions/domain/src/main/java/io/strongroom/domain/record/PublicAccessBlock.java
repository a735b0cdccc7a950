package io.strongroom.domain.record;

/**
 * What keeps the public out of a bucket, whatever is granted to it. Source: S3 user guide,
 * "Blocking public access".
 */
public record PublicAccessBlock(
    boolean blockPublicAcls,
    boolean ignorePublicAcls,
    boolean blockPublicPolicy,
    boolean restrictPublicBuckets) {

  /** Everything, as new buckets have it. */
  public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);
}
