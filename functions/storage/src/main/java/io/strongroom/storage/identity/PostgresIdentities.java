package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.identity.Account;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.port.AccountMembers;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;

/** {@link AccountMembers} in PostgreSQL. Thread-safe. */
public final class PostgresIdentities implements AccountMembers {

  private static final String ADD_ACCOUNT =
      "insert into identity.account (id, name, domain_id, created_at) values ($1, $2, $3, $4)"
          + " on conflict do nothing";

  private static final String ACCOUNTS =
      "select id, name, domain_id, created_at from identity.account order by id";

  private static final String SELECT =
      "select " + IdentityRows.MEMBER + " from identity.principal p";

  private static final String ONE =
      SELECT + " where p.kind = $1 and p.account = $2 and lower(p.name) = lower($3)";

  private static final String ALL =
      SELECT + " where p.kind = $1 and p.account = $2 order by p.name";

  private static final String ADD_MEMBER =
      "insert into identity.principal"
          + " (id, kind, account, path, name, created_at, trust_policy, max_seconds,"
          + " trust_principals, boundary_arn, tags, description)"
          + " select $1, $2, a.id, $4, $5, $6, $7, $8, cast($9 as jsonb), $10, cast($11 as jsonb), $12"
          + " from identity.account a where a.id = $3"
          + " on conflict do nothing";

  /** Temporary keys end with the role, keys that stay have to be removed before. */
  private static final String REMOVE_MEMBER =
      """
      with there as (select id from identity.principal where id = $1),
      free as (
        select p.id from there p
         where not exists (select from identity.access_key k
                            where k.principal_id = p.id and k.expires_at is null)
           and not exists (select from identity.inline_policy i where i.principal_id = p.id)
           and not exists (select from identity.attachment t where t.principal_id = p.id)
           and not exists (select from identity.membership m
                            where m.user_id = p.id or m.group_id = p.id)),
      keys as (
        delete from identity.access_key k using free
         where k.principal_id = free.id and k.expires_at is not null returning k.id),
      gone as (delete from identity.principal p using free where p.id = free.id returning p.id)
      select (select count(*) from there) as there, (select count(*) from gone) as gone
      """;

  private static final String SET_TRUST =
      "update identity.principal set trust_policy = $2, max_seconds = $3,"
          + " trust_principals = cast($4 as jsonb)"
          + " where id = $1 and kind = 'ROLE'";

  private static final String GROUPS =
      SELECT
          + " join identity.membership m on m.group_id = p.id where m.user_id = $1 order by p.name";

  private static final String USERS =
      SELECT
          + " join identity.membership m on m.user_id = p.id where m.group_id = $1 order by p.name";

  private static final String JOIN =
      "insert into identity.membership (user_id, group_id) values ($1, $2) on conflict do nothing";

  private static final String LEAVE =
      "delete from identity.membership where user_id = $1 and group_id = $2";

  private final Answers answers;

  public PostgresIdentities(Pool pool) {
    this.answers = new Answers(pool);
  }

  @Override
  public Uni<Boolean> addAccount(Account account) {
    return answers.changed(
        ADD_ACCOUNT,
        account.id().value(),
        account.name(),
        account.domainId(),
        IdentityRows.time(account.createdAt()));
  }

  @Override
  public Uni<List<Account>> accounts() {
    return answers.list(ACCOUNTS, IdentityRows::account);
  }

  @Override
  public Uni<Optional<Member>> member(Member.Kind kind, AccountId account, String name) {
    return answers.first(ONE, IdentityRows::member, kind.name(), account.value(), name);
  }

  @Override
  public Uni<List<Member>> members(Member.Kind kind, AccountId account) {
    return answers.list(ALL, IdentityRows::member, kind.name(), account.value());
  }

  @Override
  public Uni<Boolean> addMember(Member member) {
    return answers.changed(
        ADD_MEMBER,
        member.id(),
        member.kind().name(),
        member.name().account().value(),
        member.name().path(),
        member.name().text(),
        IdentityRows.time(member.createdAt()),
        member.trust().map(Member.Trust::policy),
        member.trust().map(Member.Trust::maxSeconds),
        member.trust().map(trust -> IdentityRows.json(trust.principals())),
        member.particulars().boundary(),
        IdentityRows.json(member.particulars().tags()),
        member.particulars().description());
  }

  @Override
  public Uni<Removal> removeMember(String id) {
    return answers.removal(REMOVE_MEMBER, id);
  }

  @Override
  public Uni<Boolean> setTrust(String id, Member.Trust trust) {
    return answers.changed(
        SET_TRUST, id, trust.policy(), trust.maxSeconds(), IdentityRows.json(trust.principals()));
  }

  @Override
  public Uni<List<Member>> groupsOf(String userId) {
    return answers.list(GROUPS, IdentityRows::member, userId);
  }

  @Override
  public Uni<List<Member>> usersOf(String groupId) {
    return answers.list(USERS, IdentityRows::member, groupId);
  }

  @Override
  public Uni<Void> join(String userId, String groupId) {
    return answers.done(JOIN, userId, groupId);
  }

  @Override
  public Uni<Boolean> leave(String userId, String groupId) {
    return answers.changed(LEAVE, userId, groupId);
  }
}
