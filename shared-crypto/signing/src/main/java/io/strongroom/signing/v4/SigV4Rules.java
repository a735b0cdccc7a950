package io.strongroom.signing.v4;

import java.util.List;
import java.util.Objects;

/**
 * What a verifier accepts.
 *
 * @param service service name that the scope must carry
 * @param regions regions that the scope may carry; empty accepts any, else the first is the one
 *     that errors name
 * @param huaweiClients also take what the Huawei OBS SDKs send in this scheme: the literal region
 *     "region", and the hash of an empty body next to a body, when the timestamp is the Date
 *     header's
 */
public record SigV4Rules(String service, List<String> regions, boolean huaweiClients) {

  static final String S3 = "s3";
  static final String HUAWEI_REGION = "region";

  public SigV4Rules {
    Objects.requireNonNull(service, "service");
    regions = List.copyOf(regions);
  }

  /** Object storage in {@code region}. */
  public static SigV4Rules s3(String region) {
    return new SigV4Rules(S3, List.of(region), false);
  }

  /** Object storage that takes any region in the scope. */
  public static SigV4Rules s3AnyRegion() {
    return new SigV4Rules(S3, List.of(), false);
  }

  /** Key management; the region is the caller's choice and tells which keys are meant. */
  public static SigV4Rules kmsAnyRegion() {
    return new SigV4Rules("kms", List.of(), false);
  }

  /** These rules with the Huawei SDKs let in. */
  public SigV4Rules withHuaweiClients() {
    return new SigV4Rules(service, regions, true);
  }

  boolean acceptsRegion(String region) {
    return regions.isEmpty()
        || regions.contains(region)
        || (huaweiClients && region.equals(HUAWEI_REGION));
  }

  boolean objectStorage() {
    return service.equals(S3);
  }
}
