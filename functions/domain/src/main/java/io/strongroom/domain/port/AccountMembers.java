package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.identity.Account;
import io.strongroom.domain.identity.Member;
import java.util.List;
import java.util.Optional;

/**
 * Accounts and who belongs to them. Every method is one statement. What is not there is answered
 * with false or an empty result: whoever asks knows what to call it. Thread-safe.
 */
public interface AccountMembers {

  /** What became of something that was to be removed. */
  enum Removal {
    DONE,
    /** Something refers to it still. */
    IN_USE,
    NOT_THERE
  }

  /** False when an account of this id, name or domain is there. */
  Uni<Boolean> addAccount(Account account);

  /** By id. */
  Uni<List<Account>> accounts();

  /** Compares names without case. */
  Uni<Optional<Member>> member(Member.Kind kind, AccountId account, String name);

  /** By name. */
  Uni<List<Member>> members(Member.Kind kind, AccountId account);

  /** False when the name is taken, ignoring case, or the account is not there. */
  Uni<Boolean> addMember(Member member);

  /** Removes neither keys nor policies nor memberships with it. */
  Uni<Removal> removeMember(String id);

  /** Replaces who may assume a role. */
  Uni<Boolean> setTrust(String id, Member.Trust trust);

  Uni<List<Member>> groupsOf(String userId);

  Uni<List<Member>> usersOf(String groupId);

  Uni<Void> join(String userId, String groupId);

  Uni<Boolean> leave(String userId, String groupId);
}
