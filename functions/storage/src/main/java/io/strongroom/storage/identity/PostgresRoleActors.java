package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.identity.KnownIdentities;
import io.strongroom.domain.port.RoleActors;
import io.strongroom.storage.metadata.Statements;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Sessions that the service itself begins of roles in PostgreSQL. Thread-safe. */
public final class PostgresRoleActors implements RoleActors {

  private static final String FIND =
      """
      select %s, (
          select jsonb_agg(jsonb_build_array(d.name, d.document) order by d.name) from (
            select i.name, i.document from identity.inline_policy i where i.principal_id = p.id
            union all
            select t.policy_arn, coalesce(m.document, '') from identity.attachment t
              left join identity.policy m on m.arn = t.policy_arn
             where t.principal_id = p.id) d) as policies, (
          select m.document from identity.policy m where m.arn = p.boundary_arn) as boundary
        from identity.principal p
       where p.kind = 'ROLE' and p.account = $1 and lower(p.name) = lower($2)
      """
          .formatted(IdentityRows.MEMBER);

  private final Statements statements;
  private final String session;

  /**
   * @param session what the sessions are called
   */
  public PostgresRoleActors(Pool pool, String session) {
    this.statements = new Statements(pool);
    this.session = session;
  }

  @Override
  public Uni<Optional<CallerIdentity>> find(String role, AccountId account) {
    String own = "arn:aws:iam::" + account + ":";
    if (role.equals(own + "root")) {
      return Uni.createFrom().item(Optional.of(CallerIdentity.root(role, account)));
    }
    String name = role.substring(role.lastIndexOf('/') + 1);
    return statements.run(
        FIND,
        () -> Tuple.of(account.value(), name),
        rows -> {
          for (Row row : rows) {
            var member = IdentityRows.member(row);
            return role.startsWith("arn:") && !role.equals(member.arn())
                ? Optional.<CallerIdentity>empty()
                : Optional.of(
                    KnownIdentities.ofRole(
                        member,
                        PostgresKeyHolders.policies(row.getJson("policies")),
                        PostgresKeyHolders.boundary(row),
                        session));
          }
          return Optional.empty();
        });
  }
}
