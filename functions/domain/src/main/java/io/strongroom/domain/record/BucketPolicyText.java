package io.strongroom.domain.record;

import java.util.UUID;

/**
 * A bucket policy as it was given, byte for byte.
 *
 * @param id of this text; another one whenever a policy is set
 * @param form in whose language it is
 */
public record BucketPolicyText(UUID id, Form form, String text) {

  /** Whose language a bucket policy is in. */
  public enum Form {
    /** AWS: ARNs, and actions with a vendor. */
    AWS,
    /** Huawei: bare names of actions and resources, and domains. */
    OBS
  }
}
