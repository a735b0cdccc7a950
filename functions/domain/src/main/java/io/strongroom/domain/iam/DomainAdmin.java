package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.KeyAdmin.Created;
import io.strongroom.domain.iam.TemporaryKeys.Granted;
import io.strongroom.domain.identity.Account;
import io.strongroom.domain.identity.DomainIds;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.port.AccountMembers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Identities as Huawei calls them: a domain is an account, an agency is a role that an account
 * trusts. Every method asks for the same permission as IAM's action does. Thread-safe.
 *
 * <p>Source: IAM API reference of Huawei Cloud, "Obtaining a temporary access key and security
 * token", "Creating an agency", "Creating a user", "Creating a permanent access key".
 */
public final class DomainAdmin {

  private static final int SHORTEST = 900;
  private static final int LONGEST = 86_400;
  private static final String ROOT = "/";

  private final AccountMembers identities;
  private final MemberAdmin members;
  private final KeyAdmin keys;
  private final TemporaryKeys sessions;
  private final UserSessions users;

  public DomainAdmin(
      AccountMembers identities,
      MemberAdmin members,
      KeyAdmin keys,
      TemporaryKeys sessions,
      UserSessions users) {
    this.identities = identities;
    this.members = members;
    this.keys = keys;
    this.sessions = sessions;
    this.users = users;
  }

  /** A domain, by its id or its name. */
  public sealed interface Domain {

    record ById(String id) implements Domain {}

    record ByName(String name) implements Domain {}

    private boolean is(Account account) {
      return switch (this) {
        case ById(String id) -> account.domainId().equals(id);
        case ByName(String name) -> account.name().equals(name);
      };
    }
  }

  /**
   * For how long, and with which limit.
   *
   * @param policy of the session
   */
  public record Terms(OptionalInt seconds, Optional<String> policy) {

    private int wanted() {
      int wanted = seconds.orElse(SHORTEST);
      if (wanted < SHORTEST || wanted > LONGEST) {
        throw new IdentityException(
            new IdentityError.Invalid("duration_seconds is %d to %d".formatted(SHORTEST, LONGEST)));
      }
      return wanted;
    }

    private StoredKey.Limits limits() {
      return policy
          .map(text -> new StoredKey.Limits(Optional.of(text), List.of()))
          .orElse(StoredKey.Limits.NONE);
    }
  }

  /** Temporary keys with the caller's own rights. Fails as {@link UserSessions#limited} does. */
  public Uni<Granted> ownKeys(Caller caller, Terms terms) {
    return users.limited(caller, terms.wanted(), terms.limits());
  }

  /** Temporary keys of an agency. Fails with Denied, whether it is there or not. */
  public Uni<Granted> agencyKeys(Caller caller, Domain domain, String agency, Terms terms) {
    int seconds = terms.wanted();
    NameRules.require(agency, "agencyName", 64);
    return account(domain::is)
        .chain(
            found ->
                found
                    .map(account -> arn(account, agency))
                    .orElseGet(() -> Uni.createFrom().failure(denied(caller, agency))))
        .chain(
            arn ->
                sessions.assumeRole(
                    caller,
                    new TemporaryKeys.Wish(
                        arn,
                        sessionName(caller),
                        OptionalInt.of(seconds),
                        terms.limits(),
                        StoredKey.Story.NONE,
                        Optional.empty())));
  }

  /** Of a role that may be on a path; where there is none, of one that is not there. */
  private Uni<String> arn(Account account, String agency) {
    return identities
        .member(Kind.ROLE, account.id(), agency)
        .map(
            role ->
                role.map(Member::arn)
                    .orElseGet(() -> Member.arn(Kind.ROLE, account.id(), ROOT, agency)));
  }

  private static String sessionName(Caller caller) {
    return caller
        .identity()
        .profile()
        .userName()
        .filter(name -> name.length() > 1)
        .orElseGet(() -> caller.account().value());
  }

  private static IdentityException denied(Caller caller, String agency) {
    return new IdentityException(
        new IdentityError.Denied(caller.principal(), "sts:AssumeRole", agency));
  }

  /** A user of the caller's domain. */
  public Uni<Member> addUser(Caller caller, String domainId, String name) {
    return requireOwn(caller, domainId)
        .chain(
            () ->
                members.create(
                    caller,
                    new MemberAdmin.Wanted(
                        Kind.USER, ROOT, name, Optional.empty(), 0, Member.Particulars.NONE)));
  }

  /** A permanent key of a user of the caller's domain, who is named by id. */
  public Uni<Created> addKey(Caller caller, String userId) {
    return identities
        .members(Kind.USER, caller.account())
        .map(
            all ->
                all.stream()
                    .filter(
                        user -> user.id().equals(userId) || DomainIds.ofUser(user).equals(userId))
                    .map(user -> user.name().text())
                    .findFirst()
                    .orElse(userId))
        .chain(name -> keys.create(caller, name));
  }

  /**
   * An agency that is wanted.
   *
   * @param domainId whose it is to be
   * @param trusted the domain that may use it
   */
  public record NewAgency(
      String name, String domainId, Domain trusted, Optional<String> description) {}

  /** An agency of the caller's domain. */
  public Uni<Member> addAgency(Caller caller, NewAgency wanted) {
    return requireOwn(caller, wanted.domainId())
        .chain(() -> account(wanted.trusted()::is))
        .map(found -> found.orElseThrow(() -> noDomain("trust_domain")))
        .chain(
            trusted ->
                members.create(
                    caller,
                    new MemberAdmin.Wanted(
                        Kind.ROLE,
                        ROOT,
                        wanted.name(),
                        Optional.of(trusting(trusted)),
                        LONGEST,
                        new Member.Particulars(Optional.empty(), Map.of(), wanted.description()))));
  }

  private static String trusting(Account account) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},\
    "Action":"sts:AssumeRole"}]}\
    """
        .formatted(account.id());
  }

  private Uni<Void> requireOwn(Caller caller, String domainId) {
    return members
        .ensureAccount(caller.account())
        .chain(() -> account(account -> account.id().equals(caller.account())))
        .invoke(
            own -> {
              if (own.filter(account -> account.domainId().equals(domainId)).isEmpty()) {
                throw noDomain("domain_id");
              }
            })
        .replaceWithVoid();
  }

  private static IdentityException noDomain(String parameter) {
    return new IdentityException(
        new IdentityError.Invalid(parameter + " names no domain that can be meant"));
  }

  private Uni<Optional<Account>> account(Predicate<Account> meant) {
    return identities.accounts().map(all -> all.stream().filter(meant).findFirst());
  }
}
