package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.identity.KeyHolder;
import io.strongroom.domain.identity.NamedDocument;
import io.strongroom.domain.port.KeyHolders;
import io.strongroom.storage.metadata.Statements;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link KeyHolders} in PostgreSQL: whatever a request needs to know of its sender, at once. */
public final class PostgresKeyHolders implements KeyHolders {

  /** Policies that are attached and have no row are those of this build, and come by name only. */
  private static final String FIND =
      """
      select r.revision, h.* from identity.state r left join (
        select %s, %s, a.domain_id, (
          select jsonb_agg(jsonb_build_array(d.name, d.document) order by d.name) from (
            select i.name, i.document from identity.inline_policy i where i.principal_id = any (o.ids)
            union all
            select t.policy_arn, coalesce(m.document, '') from (
              select distinct policy_arn from identity.attachment where principal_id = any (o.ids)) t
              left join identity.policy m on m.arn = t.policy_arn) d) as policies, (
          select m.document from identity.policy m where m.arn = p.boundary_arn) as boundary, (
          select jsonb_agg(jsonb_build_array(l.arn, coalesce(m.document, '')) order by l.arn)
            from unnest(k.session_policy_arns) l (arn)
            left join identity.policy m on m.arn = l.arn) as session_policies
        from identity.access_key k
        join identity.sealing_key s on s.id = k.sealing_key
        join identity.principal p on p.id = k.principal_id
        join identity.account a on a.id = p.account
        cross join lateral (
          select array_agg(x.id) as ids from (
            select p.id union all
            select g.group_id from identity.membership g where g.user_id = p.id) x) o
        where k.id = $1 and k.active) h on true
      """
          .formatted(IdentityRows.KEY, IdentityRows.MEMBER);

  private static final String REVISION = "select revision from identity.state";

  private final Statements statements;

  public PostgresKeyHolders(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<Found> find(String accessKeyId) {
    return statements.one(
        FIND, () -> Tuple.of(accessKeyId), row -> new Found(row.getLong("revision"), holder(row)));
  }

  @Override
  public Uni<Long> revision() {
    return statements.one(REVISION, Tuple::tuple, row -> row.getLong("revision"));
  }

  private static Optional<KeyHolder> holder(Row row) {
    return row.getString("key_id") == null
        ? Optional.empty()
        : Optional.of(
            new KeyHolder(
                IdentityRows.key(row),
                IdentityRows.member(row),
                row.getString("domain_id"),
                policies(row.getJson("policies")),
                boundary(row),
                policies(row.getJson("session_policies"))));
  }

  static Optional<NamedDocument> boundary(Row row) {
    String document = row.getString("boundary");
    return Optional.ofNullable(row.getString("boundary_arn"))
        .map(arn -> new NamedDocument(arn, document == null ? "" : document));
  }

  static List<NamedDocument> policies(@Nullable Object aggregated) {
    List<NamedDocument> policies = new ArrayList<>();
    if (aggregated instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        JsonArray pair = array.getJsonArray(i);
        policies.add(new NamedDocument(pair.getString(0), pair.getString(1)));
      }
    }
    return policies;
  }
}
