package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.port.MemberDetails;
import io.vertx.sqlclient.Pool;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link MemberDetails} in PostgreSQL. Thread-safe. */
public final class PostgresMemberDetails implements MemberDetails {

  /** Tags of the same key without case are replaced. The row is locked before it is counted. */
  private static final String TAG =
      """
      with p as materialized (
        select id, tags from identity.principal where id = $1 for no key update),
      merged as (
        select p.id, coalesce(
          (select jsonb_object_agg(o.key, o.value) from jsonb_each(p.tags) o
            where not exists (select from jsonb_each(cast($2 as jsonb)) n
                               where lower(n.key) = lower(o.key))), '{}') || cast($2 as jsonb) as tags
          from p),
      fitting as (
        select id, tags from merged where (select count(*) from jsonb_object_keys(tags)) <= $3),
      done as (
        update identity.principal p set tags = f.tags from fitting f where p.id = f.id returning p.id)
      select (select count(*) from p) as there, (select count(*) from done) as done
      """;

  private static final String UNTAG =
      "update identity.principal set tags = tags - cast($2 as text[]) where id = $1";

  private static final String BOUND =
      "update identity.principal set boundary_arn = $2 where id = $1";

  private static final String RENAME =
      """
      with p as materialized (
        select id, account, kind from identity.principal where id = $1 for update),
      free as (
        select p.id from p where not exists (
          select from identity.principal o
           where o.account = p.account and o.kind = p.kind and lower(o.name) = lower($3) and o.id <> p.id)),
      done as (
        update identity.principal m set path = $2, name = $3 from free where m.id = free.id returning m.id)
      select (select count(*) from p) as there, (select count(*) from done) as done
      """;

  private static final String DESCRIBE =
      "update identity.principal set description = $2, max_seconds = $3"
          + " where id = $1 and kind = 'ROLE'";

  private static final String HOLDERS =
      "select "
          + IdentityRows.MEMBER
          + " from identity.principal p join identity.attachment t on t.principal_id = p.id"
          + " where t.policy_arn = $1 order by p.kind, p.name";

  private static final String LAST_USE =
      """
      select p.name, p.kind, u.used_at, u.service, u.region
        from identity.access_key k join identity.principal p on p.id = k.principal_id
        left join identity.key_use u on u.key_id = k.id
       where k.id = $2 and p.account = $1 and k.expires_at is null
      """;

  private static final String COUNTS =
      """
      select kind || 's' as what, count(*) as many from identity.principal
       where account = $1 and kind <> 'ROOT' group by kind
      union all
      select 'POLICIES', count(*) from identity.policy where account = $1
      union all
      select 'PROVIDERS', count(*) from identity.oidc_provider where account = $1
      """;

  private static final Map<String, String> NAMES =
      Map.of(
          "USERs", "Users",
          "GROUPs", "Groups",
          "ROLEs", "Roles",
          "POLICIES", "Policies",
          "PROVIDERS", "Providers");

  private final Answers answers;

  public PostgresMemberDetails(Pool pool) {
    this.answers = new Answers(pool);
  }

  @Override
  public Uni<Outcome> tag(String memberId, Map<String, String> tags, int most) {
    return counted(TAG, Outcome.TOO_MANY, memberId, IdentityRows.json(tags), (long) most);
  }

  @Override
  public Uni<Outcome> untag(String memberId, List<String> keys) {
    return done(UNTAG, memberId, keys.toArray(String[]::new));
  }

  @Override
  public Uni<Outcome> bound(String memberId, Optional<String> policyArn) {
    return done(BOUND, memberId, policyArn);
  }

  @Override
  public Uni<Outcome> rename(String memberId, Member.Name name) {
    return counted(RENAME, Outcome.TAKEN, memberId, name.path(), name.text());
  }

  @Override
  public Uni<Outcome> describe(String memberId, Optional<String> description, int maxSeconds) {
    return done(DESCRIBE, memberId, description, maxSeconds);
  }

  private Uni<Outcome> done(String sql, Object... parameters) {
    return answers
        .changed(sql, parameters)
        .map(changed -> changed ? Outcome.DONE : Outcome.NOT_THERE);
  }

  private Uni<Outcome> counted(String sql, Outcome otherwise, Object... parameters) {
    return answers
        .first(
            sql,
            row -> {
              if (row.getLong("done") > 0) {
                return Outcome.DONE;
              }
              return row.getLong("there") > 0 ? otherwise : Outcome.NOT_THERE;
            },
            parameters)
        .map(Optional::orElseThrow);
  }

  @Override
  public Uni<List<Member>> holders(String policyArn) {
    return answers.list(HOLDERS, IdentityRows::member, policyArn);
  }

  @Override
  public Uni<Optional<KeyOwner>> lastUse(AccountId account, String keyId) {
    return answers.first(
        LAST_USE,
        row ->
            new KeyOwner(
                row.getString("name"),
                Optional.ofNullable(row.getOffsetDateTime("used_at"))
                    .map(
                        at ->
                            new Use(
                                at.toInstant().truncatedTo(ChronoUnit.SECONDS).toString(),
                                row.getString("service"),
                                Region.of(row.getString("region"))))),
        account.value(),
        keyId);
  }

  @Override
  public Uni<Map<String, Long>> counts(AccountId account) {
    return answers
        .list(
            COUNTS,
            row ->
                Map.entry(NAMES.getOrDefault(row.getString("what"), "Others"), row.getLong("many")),
            account.value())
        .map(
            rows -> {
              Map<String, Long> counts = new HashMap<>();
              NAMES.values().forEach(name -> counts.put(name, 0L));
              rows.forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
              return counts;
            });
  }
}
