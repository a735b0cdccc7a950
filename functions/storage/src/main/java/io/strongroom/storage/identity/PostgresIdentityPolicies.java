package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.identity.ManagedPolicy;
import io.strongroom.domain.identity.NamedDocument;
import io.strongroom.domain.port.AccountMembers.Removal;
import io.strongroom.domain.port.IdentityPolicies;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;

/** {@link IdentityPolicies} in PostgreSQL. Thread-safe. */
public final class PostgresIdentityPolicies implements IdentityPolicies {

  private static final String INLINE =
      "select name, document from identity.inline_policy where principal_id = $1 order by name";

  private static final String EFFECTIVE =
      """
      with o as (
        select cast($1 as text) as id union all
        select g.group_id from identity.membership g where g.user_id = $1)
      select i.name, i.document from identity.inline_policy i join o on o.id = i.principal_id
      union all
      select t.policy_arn, coalesce(m.document, '') from (
        select distinct a.policy_arn from identity.attachment a join o on o.id = a.principal_id) t
        left join identity.policy m on m.arn = t.policy_arn
      order by 1
      """;

  private static final String PUT_INLINE =
      "insert into identity.inline_policy (principal_id, name, document) values ($1, $2, $3)"
          + " on conflict (principal_id, name) do update set document = excluded.document";

  private static final String REMOVE_INLINE =
      "delete from identity.inline_policy where principal_id = $1 and name = $2";

  private static final String ATTACHED =
      "select policy_arn from identity.attachment where principal_id = $1 order by policy_arn";

  private static final String ATTACH =
      "insert into identity.attachment (principal_id, policy_arn) values ($1, $2)"
          + " on conflict do nothing";

  private static final String DETACH =
      "delete from identity.attachment where principal_id = $1 and policy_arn = $2";

  private static final String ADD =
      """
      with added as (
        insert into identity.policy (arn, id, account, path, name, document, created_at, updated_at,
            tags, description)
        select $1, $2, a.id, $4, $5, $6, $7, $7, cast($8 as jsonb), $9
          from identity.account a where a.id = $3
        on conflict do nothing returning arn, document, created_at)
      insert into identity.policy_version (arn, version, document, created_at)
      select arn, 1, document, created_at from added
      """;

  private static final String SELECT =
      """
      select m.arn, m.id, m.account, m.path, m.name, m.document, m.created_at, m.updated_at,
        m.default_version, m.tags, m.description,
        cast((select count(*) from identity.attachment t where t.policy_arn = m.arn) as integer)
          as attachments,
        cast((select count(*) from identity.principal p where p.boundary_arn = m.arn) as integer)
          as boundaries
      from identity.policy m
      """;

  /** AWS: versions that do not count go first. */
  private static final String REMOVE =
      """
      with there as (select arn from identity.policy where arn = $1),
      gone as (
        delete from identity.policy m using there where m.arn = there.arn
           and not exists (select from identity.attachment t where t.policy_arn = m.arn)
           and not exists (select from identity.principal p where p.boundary_arn = m.arn)
           and not exists (select from identity.policy_version v
                            where v.arn = m.arn and v.version <> m.default_version)
        returning m.arn)
      select (select count(*) from there) as there, (select count(*) from gone) as gone
      """;

  private final Answers answers;

  public PostgresIdentityPolicies(Pool pool) {
    this.answers = new Answers(pool);
  }

  @Override
  public Uni<List<NamedDocument>> inline(String memberId) {
    return answers.list(
        INLINE,
        row -> new NamedDocument(row.getString("name"), row.getString("document")),
        memberId);
  }

  @Override
  public Uni<List<NamedDocument>> effective(String memberId) {
    return answers.list(
        EFFECTIVE,
        row -> new NamedDocument(row.getString("name"), row.getString("document")),
        memberId);
  }

  @Override
  public Uni<Void> putInline(String memberId, NamedDocument policy) {
    return answers.done(PUT_INLINE, memberId, policy.name(), policy.document());
  }

  @Override
  public Uni<Boolean> removeInline(String memberId, String name) {
    return answers.changed(REMOVE_INLINE, memberId, name);
  }

  @Override
  public Uni<List<String>> attached(String memberId) {
    return answers.list(ATTACHED, row -> row.getString("policy_arn"), memberId);
  }

  @Override
  public Uni<Void> attach(String memberId, String policyArn) {
    return answers.done(ATTACH, memberId, policyArn);
  }

  @Override
  public Uni<Boolean> detach(String memberId, String policyArn) {
    return answers.changed(DETACH, memberId, policyArn);
  }

  @Override
  public Uni<Boolean> add(ManagedPolicy policy) {
    return answers.changed(
        ADD,
        policy.arn(),
        policy.id(),
        policy.name().account().value(),
        policy.name().path(),
        policy.name().text(),
        policy.document().document(),
        IdentityRows.time(policy.createdAt()),
        IdentityRows.json(policy.tags()),
        policy.description());
  }

  @Override
  public Uni<Optional<ManagedPolicy>> find(String arn) {
    return answers.first(SELECT + " where m.arn = $1", IdentityRows::policy, arn);
  }

  @Override
  public Uni<List<ManagedPolicy>> of(AccountId account) {
    return answers.list(
        SELECT + " where m.account = $1 order by m.name", IdentityRows::policy, account.value());
  }

  @Override
  public Uni<Removal> remove(String arn) {
    return answers.removal(REMOVE, arn);
  }
}
