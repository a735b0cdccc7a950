package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.identity.ManagedPolicy;
import io.strongroom.domain.identity.NamedDocument;
import io.strongroom.domain.port.AccountMembers.Removal;
import java.util.List;
import java.util.Optional;

/** Policies of members. Every method is one statement. Thread-safe. */
public interface IdentityPolicies {

  /** A member's own, by name. */
  Uni<List<NamedDocument>> inline(String memberId);

  /** A member's own, those of its groups, and what is attached to either. */
  Uni<List<NamedDocument>> effective(String memberId);

  Uni<Void> putInline(String memberId, NamedDocument policy);

  Uni<Boolean> removeInline(String memberId, String name);

  /** ARNs of what is attached, in order. */
  Uni<List<String>> attached(String memberId);

  Uni<Void> attach(String memberId, String policyArn);

  Uni<Boolean> detach(String memberId, String policyArn);

  /** False when the name is taken, ignoring case. */
  Uni<Boolean> add(ManagedPolicy policy);

  Uni<Optional<ManagedPolicy>> find(String arn);

  /** An account's, by name. */
  Uni<List<ManagedPolicy>> of(AccountId account);

  Uni<Removal> remove(String arn);
}
