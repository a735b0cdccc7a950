package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.identity.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What members have beside their names. Every method is one statement. Thread-safe. */
public interface MemberDetails {

  /** What may be done with it. */
  enum Outcome {
    DONE,
    /** There would be more than may be. */
    TOO_MANY,
    /** The name is somebody else's. */
    TAKEN,
    NOT_THERE
  }

  /**
   * Adds tags, and replaces those of the same keys without case.
   *
   * @param most how many there may be
   */
  Uni<Outcome> tag(String memberId, Map<String, String> tags, int most);

  Uni<Outcome> untag(String memberId, List<String> keys);

  /** Says what the member may do at most; empty takes the limit away. */
  Uni<Outcome> bound(String memberId, Optional<String> policyArn);

  /** Gives the member another name, path, or both. */
  Uni<Outcome> rename(String memberId, Member.Name name);

  /** Replaces what is said of a role, and how long its sessions last at most. */
  Uni<Outcome> describe(String memberId, Optional<String> description, int maxSeconds);

  /** Those to whom a policy is attached, by name. */
  Uni<List<Member>> holders(String policyArn);

  /** When and where a key was last used. */
  record Use(String at, String service, Region region) {}

  /** A key of the account. */
  record KeyOwner(String userName, Optional<Use> lastUse) {}

  /** Whose a key that stays is, and when it was used. */
  Uni<Optional<KeyOwner>> lastUse(AccountId account, String keyId);

  /** How many users, groups, roles and policies the account has, by what AWS calls the number. */
  Uni<Map<String, Long>> counts(AccountId account);
}
