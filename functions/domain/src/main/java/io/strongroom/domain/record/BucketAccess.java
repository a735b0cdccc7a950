package io.strongroom.domain.record;

import java.util.Optional;
import java.util.UUID;

/**
 * Who may use a bucket beside those whose own policies let them.
 *
 * @param policy which text is the bucket's policy now; every text ever set has another id
 * @param block what keeps the public out; empty when it was taken away
 */
public record BucketAccess(Optional<UUID> policy, Optional<PublicAccessBlock> block) {

  /** No policy, and the public is kept out. */
  public static final BucketAccess CLOSED =
      new BucketAccess(Optional.empty(), Optional.of(PublicAccessBlock.ALL));

  /** No policy, and nothing that would keep the public out of one. */
  public static final BucketAccess OPEN = new BucketAccess(Optional.empty(), Optional.empty());

  /** Whether a public policy serves the owner's account only. */
  public boolean restrictsPublic() {
    return block.map(PublicAccessBlock::restrictPublicBuckets).orElse(false);
  }

  /** Whether a public policy cannot be set. */
  public boolean refusesPublicPolicies() {
    return block.map(PublicAccessBlock::blockPublicPolicy).orElse(false);
  }
}
