package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.identity.Account;
import io.strongroom.domain.identity.DomainIds;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.port.AccessKeys;
import io.strongroom.domain.port.AccountMembers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Access keys that stay, and the accounts whose roots have some. Thread-safe. */
public final class KeyAdmin {

  private static final int MOST_KEYS = 2;
  private static final String ROOT = "root";

  private final MemberAdmin members;
  private final AccountMembers identities;
  private final AccessKeys keys;
  private final IdentitySeals seals;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  public KeyAdmin(
      MemberAdmin members,
      AccountMembers identities,
      AccessKeys keys,
      IdentitySeals seals,
      InstantSource clock) {
    this.members = members;
    this.identities = identities;
    this.keys = keys;
    this.seals = seals;
    this.clock = clock;
  }

  /** A new key. Its secret is told this once; the receiver closes it. */
  public record Created(StoredKey key, Member member, SecretBytes secret) implements AutoCloseable {

    @Override
    public void close() {
      secret.close();
    }
  }

  /** An account that is new, and the key of its root. */
  public record NewAccount(Account account, Created root) implements AutoCloseable {

    @Override
    public void close() {
      root.close();
    }
  }

  /** Fails with NoSuchMember and TooMany. */
  public Uni<Created> create(Caller caller, String user) {
    return members.get(caller, Kind.USER, user, "iam:CreateAccessKey").chain(this::create);
  }

  private Uni<Created> create(Member member) {
    String id = ids.permanentKey();
    SecretBytes secret = ids.secret();
    return seals
        .seal(secret, id, keys)
        .map(
            wrapped ->
                new StoredKey(
                    id, member.id(), wrapped, new StoredKey.Status(true, now()), Optional.empty()))
        .chain(key -> keys.add(key, MOST_KEYS).invoke(KeyAdmin::requireRoom).replaceWith(key))
        .map(key -> new Created(key, member, secret))
        .onFailure()
        .invoke(secret::close);
  }

  private static void requireRoom(boolean added) {
    if (!added) {
      throw new IdentityException(new IdentityError.TooMany("AccessKeysPerUser", MOST_KEYS));
    }
  }

  public Uni<List<StoredKey>> list(Caller caller, String user) {
    return members
        .get(caller, Kind.USER, user, "iam:ListAccessKeys")
        .chain(member -> keys.of(member.id()));
  }

  /** Fails with NoSuchMember and NotThere. */
  public Uni<Void> setActive(Caller caller, String user, String keyId, boolean active) {
    return members
        .get(caller, Kind.USER, user, "iam:UpdateAccessKey")
        .chain(member -> keys.setActive(member.id(), keyId, active))
        .invoke(found -> requireFound(found, keyId))
        .replaceWithVoid();
  }

  /** Fails with NoSuchMember and NotThere. */
  public Uni<Void> delete(Caller caller, String user, String keyId) {
    return members
        .get(caller, Kind.USER, user, "iam:DeleteAccessKey")
        .chain(member -> keys.remove(member.id(), keyId))
        .invoke(found -> requireFound(found, keyId))
        .replaceWithVoid();
  }

  private static void requireFound(boolean found, String keyId) {
    if (!found) {
      throw new IdentityException(
          new IdentityError.NotThere("The Access Key with id " + keyId + " cannot be found."));
    }
  }

  /**
   * Makes an account with a root that has a key. For operators of the whole service: the caller was
   * found to be one.
   */
  public Uni<NewAccount> createAccount(String name) {
    NameRules.require(name, "accountName", 50);
    AccountId id = ids.account();
    Account account = new Account(id, name, DomainIds.ofAccount(id), now());
    Member root =
        new Member(
            account.id().value(),
            Kind.ROOT,
            new Member.Name(account.id(), "/", ROOT),
            account.createdAt(),
            Optional.empty());
    return identities
        .addAccount(account)
        .invoke(
            added -> {
              if (!added) {
                throw new IdentityException(
                    new IdentityError.AlreadyThere(
                        "Account with name " + name + " already exists."));
              }
            })
        .chain(() -> identities.addMember(root))
        .chain(() -> create(root))
        .map(created -> new NewAccount(account, created));
  }

  public Uni<List<Account>> accounts() {
    return identities.accounts();
  }

  private Instant now() {
    return Instant.ofEpochSecond(clock.instant().getEpochSecond());
  }
}
