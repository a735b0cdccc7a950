package io.strongroom.domain.identity;

import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.caller.CallerIdentity.Held;
import io.strongroom.domain.caller.CallerIdentity.Profile;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.Principal;
import io.strongroom.policy.ServiceWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From what is kept about somebody to what policies ask about them. Stateless. */
public final class KnownIdentities {

  private static final Grammar IDENTITY = Grammar.aws(PolicyKind.BOUNDARY, ServiceWords.open());
  private static final Grammar SESSION = Grammar.aws(PolicyKind.SESSION, ServiceWords.open());

  /** In place of a text that is not understood any more: it might have been the one that denies. */
  private static final Policy NOTHING =
      Policy.parse(
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""",
          IDENTITY);

  private KnownIdentities() {}

  /** Who signs with the key. */
  public static CallerIdentity of(KeyHolder holder) {
    Held held =
        new Held(
            holder.policies().stream().map(KnownIdentities::named).toList(),
            Optional.empty(),
            holder
                .key()
                .session()
                .flatMap(StoredKey.Session::policy)
                .map(text -> new Named("the session's policy", parsed(text, SESSION))));
    Member member = holder.member();
    Principal names =
        switch (member.kind()) {
          case ROOT -> Principal.root(member.name().account());
          case USER, GROUP -> Principal.user(member.arn(), member.name().account());
          case ROLE -> Principal.session(sessionArn(holder), member.arn(), member.name().account());
        };
    return new CallerIdentity(
        names.alsoKnownAs(domainNames(holder)),
        profile(holder),
        member.kind() == Member.Kind.ROOT && held.session().isEmpty() ? Held.NOTHING : held);
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
    return new Named(policy.name(), parsed(text, IDENTITY));
  }

  private static Policy parsed(String text, Grammar grammar) {
    try {
      return Policy.parse(text, grammar);
    } catch (PolicyException notUnderstood) {
      return NOTHING;
    }
  }

  private static Profile profile(KeyHolder holder) {
    Member member = holder.member();
    Optional<Instant> began =
        holder.key().session().map(session -> holder.key().status().createdAt());
    return switch (member.kind()) {
      case ROOT ->
          new Profile(member.arn(), member.arn(), member.name().account(), Optional.empty(), began);
      case USER, GROUP ->
          new Profile(
              member.arn(), member.arn(), member.id(), Optional.of(member.name().text()), began);
      case ROLE ->
          new Profile(
              sessionArn(holder),
              member.arn(),
              member.id() + ":" + sessionName(holder),
              Optional.empty(),
              began);
    };
  }

  /** IAM: without the role's path. */
  private static String sessionArn(KeyHolder holder) {
    Member.Name role = holder.member().name();
    return "arn:aws:sts::%s:assumed-role/%s/%s"
        .formatted(role.account(), role.text(), sessionName(holder));
  }

  private static String sessionName(KeyHolder holder) {
    return holder.key().session().flatMap(StoredKey.Session::name).orElse("");
  }

  private static Set<String> domainNames(KeyHolder holder) {
    String domain = "domain/" + holder.domainId() + ":";
    Member member = holder.member();
    return switch (member.kind()) {
      case ROOT -> Set.of(domain + "root");
      case USER, GROUP ->
          Set.of(
              domain + "user/*",
              domain + "user/" + member.id(),
              domain + "user/" + member.name().text());
      case ROLE -> Set.of(domain + "agency/*", domain + "agency/" + member.name().text());
    };
  }
}
