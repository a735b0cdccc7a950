package io.strongroom.policy;

import java.util.Set;

/**
 * What a policy is attached to, and so which elements it has.
 *
 * <p>Source: IAM user guide, "Grammar of the IAM JSON policy language" and "IAM quotas".
 */
public enum PolicyKind {
  /** Of a bucket. */
  BUCKET(20_480, Set.of("AWS", "Service", "Federated", "CanonicalUser")),
  /** Of a KMS key. */
  KEY(32_768, Set.of("AWS", "Service")),
  /** Of a role: who may assume it. */
  TRUST(4_096, Set.of("AWS", "Service", "Federated")),
  /** Of a user, group or role. */
  IDENTITY(10_240, Set.of()),
  /** The most that an identity may do. */
  BOUNDARY(10_240, Set.of()),
  /** Of one session. */
  SESSION(2_048, Set.of());

  private final int maxSizeInBytes;

  @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of above.
  private final Set<String> principalTypes;

  PolicyKind(int maxSizeInBytes, Set<String> principalTypes) {
    this.maxSizeInBytes = maxSizeInBytes;
    this.principalTypes = principalTypes;
  }

  /** Greatest size; blanks do not count in policies without principals. */
  public int maxSizeInBytes() {
    return maxSizeInBytes;
  }

  /** The members that a principal element of AWS's form may have. */
  Set<String> principalTypes() {
    return principalTypes;
  }

  /** Whether statements say whom they are about; otherwise they are about who has the policy. */
  public boolean namesPrincipals() {
    return !principalTypes.isEmpty();
  }

  /** Whether statements say what they are about; otherwise they are about what has the policy. */
  boolean namesResources() {
    return this != TRUST;
  }
}
