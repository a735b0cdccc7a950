package io.strongroom.domain.identity;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.caller.CallerIdentity.Facts;
import io.strongroom.domain.caller.CallerIdentity.Held;
import io.strongroom.domain.caller.CallerIdentity.Profile;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.Principal;
import io.strongroom.policy.Reach;
import io.strongroom.policy.ServiceWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what is kept about somebody to what policies ask about them. Stateless. */
public final class KnownIdentities {

  private static final Grammar IDENTITY = Grammar.aws(PolicyKind.BOUNDARY, ServiceWords.open());

  /** In place of a text that is not understood any more: it might have been the one that denies. */
  private static final Policy NOTHING =
      Policy.parse(
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""",
          IDENTITY);

  private KnownIdentities() {}

  /** Who signs with the key. */
  public static CallerIdentity of(KeyHolder holder) {
    boolean bare = holder.member().kind() == Member.Kind.ROOT && !isFederated(holder);
    return new CallerIdentity(
        IdentityNames.of(holder),
        IdentityNames.profile(holder),
        // A root has no policies; its session may be limited all the same.
        bare ? new Held(List.of(), Optional.empty(), session(holder)) : held(holder));
  }

  /** A session of a role that the service itself begins, which nothing limits further. */
  public static CallerIdentity ofRole(
      Member role, List<NamedDocument> policies, Optional<NamedDocument> boundary, String session) {
    AccountId account = role.name().account();
    String arn =
        "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, role.name().text(), session);
    String id = role.id() + ":" + session;
    return new CallerIdentity(
        Principal.session(arn, role.arn(), account.value())
            .named(
                List.of(
                    new Principal.Name(Reach.OWN, id), new Principal.Name(Reach.ROLE, role.id()))),
        new Profile(arn, role.arn(), id, Optional.empty(), Facts.NONE),
        new Held(
            policies.stream().map(KnownIdentities::named).toList(),
            boundary.map(KnownIdentities::named),
            Optional.empty()));
  }

  private static Held held(KeyHolder holder) {
    List<Named> own = holder.policies().stream().map(KnownIdentities::named).toList();
    // What a federated user may do is what its maker may: of the root's, all.
    List<Named> all =
        holder.member().kind() == Member.Kind.ROOT
            ? List.of(named(new NamedDocument(BuiltInPolicies.arn("AdministratorAccess"), "")))
            : own;
    return new Held(all, holder.boundary().map(KnownIdentities::named), session(holder));
  }

  /** Whether the key is one of a federated user. */
  static boolean isFederated(KeyHolder holder) {
    return holder.member().kind() != Member.Kind.ROLE
        && holder.key().session().flatMap(StoredKey.Session::name).isPresent();
  }

  private static Optional<Named> session(KeyHolder holder) {
    List<Policy> limits = new ArrayList<>();
    holder
        .key()
        .session()
        .flatMap(session -> session.limits().policy())
        .ifPresent(text -> limits.add(parsed(text, PolicyKind.SESSION)));
    holder.sessionPolicies().forEach(each -> limits.add(named(each).policy()));
    return limits.isEmpty()
        ? Optional.empty()
        : Optional.of(new Named("the session's policy", Policy.together(limits)));
  }

  /** The policies of this build with these names. */
  public static Held holding(List<String> builtIn) {
    return new Held(
        builtIn.stream()
            .map(BuiltInPolicies::arn)
            .map(arn -> named(new NamedDocument(arn, "")))
            .toList(),
        Optional.empty(),
        Optional.empty());
  }

  private static Named named(NamedDocument policy) {
    String text = BuiltInPolicies.document(policy.name()).orElse(policy.document());
    return new Named(policy.name(), parsed(text, PolicyKind.BOUNDARY));
  }

  private static Policy parsed(String text, PolicyKind kind) {
    try {
      return IdentityDocuments.stored(text, kind);
    } catch (PolicyException notUnderstood) {
      return NOTHING;
    }
  }
}
