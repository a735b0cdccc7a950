package io.strongroom.domain.identity;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.CallerIdentity.Facts;
import io.strongroom.domain.caller.CallerIdentity.Profile;
import io.strongroom.policy.Principal;
import io.strongroom.policy.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What policies call somebody whom the database knows, and what there is to tell. Stateless. */
final class IdentityNames {

  private IdentityNames() {}

  /** By which names policies mean the holder: ARNs, ids, and those of the Huawei domain. */
  static Principal of(KeyHolder holder) {
    Member member = holder.member();
    AccountId account = member.name().account();
    if (KnownIdentities.isFederated(holder)) {
      return Principal.federated(federatedArn(holder), account.value());
    }
    Principal names =
        switch (member.kind()) {
          case ROOT -> Principal.root(account.value());
          case USER, GROUP ->
              Principal.user(member.arn(), account.value())
                  .named(List.of(new Principal.Name(Reach.OWN, member.id())));
          case ROLE ->
              Principal.session(sessionArn(holder), member.arn(), account.value())
                  .named(
                      List.of(
                          new Principal.Name(Reach.OWN, member.id() + ":" + sessionName(holder)),
                          new Principal.Name(Reach.ROLE, member.id())));
        };
    return names.alsoKnownAs(domainNames(holder));
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
              domain + "user/" + DomainIds.ofUser(member),
              domain + "user/" + member.name().text());
      case ROLE -> Set.of(domain + "agency/*", domain + "agency/" + member.name().text());
    };
  }

  static Profile profile(KeyHolder holder) {
    Member member = holder.member();
    Member.Name name = member.name();
    Facts facts = facts(holder);
    if (KnownIdentities.isFederated(holder)) {
      String arn = federatedArn(holder);
      return new Profile(
          arn, arn, name.account().value() + ":" + sessionName(holder), Optional.empty(), facts);
    }
    return switch (member.kind()) {
      case ROOT ->
          new Profile(member.arn(), member.arn(), name.account().value(), Optional.empty(), facts);
      case USER, GROUP ->
          new Profile(member.arn(), member.arn(), member.id(), Optional.of(name.text()), facts);
      case ROLE ->
          new Profile(
              sessionArn(holder),
              member.arn(),
              member.id() + ":" + sessionName(holder),
              Optional.empty(),
              facts);
    };
  }

  private static Facts facts(KeyHolder holder) {
    Map<String, String> tags = new TreeMap<>(holder.member().particulars().tags());
    Optional<StoredKey.Session> session = holder.key().session();
    StoredKey.Story story = session.map(StoredKey.Session::story).orElse(StoredKey.Story.NONE);
    tags.putAll(story.tags());
    return new Facts(
        session.map(any -> holder.key().status().createdAt()),
        tags,
        story.tags().entrySet().stream()
            .filter(tag -> story.transitive().contains(tag.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)),
        story.sourceIdentity(),
        story.provider());
  }

  private static String federatedArn(KeyHolder holder) {
    return "arn:aws:sts::%s:federated-user/%s"
        .formatted(holder.member().name().account(), sessionName(holder));
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
}
