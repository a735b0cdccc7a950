package io.strongroom.domain.record;

import java.util.Map;
import java.util.UUID;

/**
 * A bucket policy as it was given, byte for byte.
 *
 * @param id of this text; another one whenever a policy is set
 * @param form in whose language it is
 */
public record BucketPolicyText(UUID id, Form form, String text, Terms terms) {

  /** Whose language a bucket policy is in. */
  public enum Form {
    /** AWS: ARNs, and actions with a vendor. */
    AWS,
    /** Huawei: bare names of actions and resources, and domains. */
    OBS
  }

  /**
   * What was settled when the policy was set.
   *
   * @param principals ids of those whom it names, by name: whoever gets the name later is not meant
   * @param bindsRoot whether it may keep the owner's root from the policy itself
   */
  public record Terms(Map<String, String> principals, boolean bindsRoot) {

    /** Principals go by their names, and the root keeps its rights over the policy. */
    public static final Terms PLAIN = new Terms(Map.of(), false);

    public Terms {
      principals = Map.copyOf(principals);
    }
  }
}
