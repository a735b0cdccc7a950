package io.strongroom.domain.caller;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.policy.Policies;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody whom policies know, with the policies that go with them. Immutable.
 *
 * @param names by which policies of buckets, keys and roles name the caller
 */
public record CallerIdentity(Principal names, Profile profile, Held held) {

  /** What condition keys say of whoever did not sign. */
  private static final String ANONYMOUS = "anonymous";

  /**
   * What there is to tell of somebody.
   *
   * @param arn the caller's own
   * @param principalArn what {@code aws:PrincipalArn} says: of a session, its role
   * @param userId unique for good, whoever gets the name later
   * @param userName of users only
   */
  public record Profile(
      String arn, String principalArn, String userId, Optional<String> userName, Facts facts) {

    private static final String ROLE = ":role/";
    private static final String SESSION = ":assumed-role/";

    /**
     * The caller's ARN with the path of a session's role in it, which ARNs of sessions leave out:
     * policies of keys may name the role by it.
     */
    public String withPath() {
      int role = principalArn.indexOf(ROLE);
      int session = arn.indexOf(SESSION);
      return role < 0 || session < 0
          ? arn
          : arn.substring(0, session + SESSION.length())
              + principalArn.substring(role + ROLE.length())
              + arn.substring(arn.lastIndexOf('/'));
    }

    /** When the session began; of temporary keys only. */
    public Optional<Instant> tokenIssued() {
      return facts.tokenIssued();
    }
  }

  /**
   * What is told of somebody beside their names.
   *
   * @param tokenIssued when the session began; of temporary keys only
   * @param tags of the user or role, and of the session
   * @param transitive those tags that sessions begun from this one have too
   * @param sourceIdentity who is behind a session, for good
   * @param provider who vouched for a session's subject
   */
  public record Facts(
      Optional<Instant> tokenIssued,
      Map<String, String> tags,
      Map<String, String> transitive,
      Optional<String> sourceIdentity,
      Optional<String> provider) {

    /** Nothing. */
    public static final Facts NONE =
        new Facts(Optional.empty(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

    public Facts {
      tags = Map.copyOf(tags);
      transitive = Map.copyOf(transitive);
    }
  }

  /** The policies that go with an identity. */
  public record Held(List<Named> identity, Optional<Named> boundary, Optional<Named> session) {

    /** No policy at all. */
    public static final Held NOTHING = new Held(List.of(), Optional.empty(), Optional.empty());

    public Held {
      identity = List.copyOf(identity);
    }

    /** These policies, of a session that is limited further. */
    public Held limitedBy(Named limit) {
      return new Held(identity, boundary, Optional.of(limit));
    }

    /** Together with the policy of a resource. */
    public Policies with(Optional<Named> resource) {
      return new Policies(identity, resource, boundary, session);
    }
  }

  /** Whoever did not sign. */
  public static CallerIdentity anonymous() {
    return new CallerIdentity(
        Principal.anonymous(),
        new Profile(ANONYMOUS, "", ANONYMOUS, Optional.empty(), Facts.NONE),
        Held.NOTHING);
  }

  /** The root of an account. */
  public static CallerIdentity root(String arn, AccountId account) {
    return new CallerIdentity(
        Principal.root(account.value()),
        new Profile(arn, arn, account.value(), Optional.empty(), Facts.NONE),
        Held.NOTHING);
  }

  /** Somebody who goes by one ARN: a root where the ARN says so, else a user. */
  public static CallerIdentity named(String arn, AccountId account, Held held) {
    if (arn.endsWith(":iam::" + account + ":root")) {
      return root(arn, account);
    }
    int user = arn.indexOf(":user/");
    Optional<String> name =
        user < 0 ? Optional.empty() : Optional.of(arn.substring(arn.lastIndexOf('/') + 1));
    return new CallerIdentity(
        Principal.user(arn, account.value()), new Profile(arn, arn, arn, name, Facts.NONE), held);
  }

  /** Whether nobody signed. */
  public boolean isAnonymous() {
    return names.kind() == Principal.Kind.ANONYMOUS;
  }

  /** Whether this is the root of its account. */
  public boolean isRoot() {
    return names.kind() == Principal.Kind.ROOT;
  }

  /** The account; nobody's for whoever did not sign. */
  public AccountId account() {
    return names.account().map(AccountId::of).orElse(AccountId.NOBODY);
  }
}
