package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.identity.ManagedPolicy.Version;
import io.strongroom.domain.port.PolicyVersions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link PolicyVersions} in PostgreSQL. Thread-safe. */
public final class PostgresPolicyVersions implements PolicyVersions {

  private static final String SELECT =
      "select version, document, created_at from identity.policy_version"
          + " where arn = $1 order by version";

  /** The policy's row is locked, so that no number is given twice. */
  private static final String ADD =
      """
      with p as materialized (
        select arn from identity.policy where arn = $1 for no key update),
      room as (
        select p.arn from p
         where (select count(*) from identity.policy_version v where v.arn = p.arn) < $5),
      numbered as (
        update identity.policy m
           set last_version = m.last_version + 1,
               default_version = case when $4 then m.last_version + 1 else m.default_version end,
               document = case when $4 then $2 else m.document end,
               updated_at = case when $4 then $3 else m.updated_at end
          from room where m.arn = room.arn returning m.arn, m.last_version)
      insert into identity.policy_version (arn, version, document, created_at)
      select arn, last_version, $2, $3 from numbered returning version, document, created_at
      """;

  private static final String CHOOSE =
      """
      update identity.policy m set default_version = v.version, document = v.document, updated_at = now()
        from identity.policy_version v where m.arn = $1 and v.arn = m.arn and v.version = $2
      """;

  private static final String REMOVE =
      """
      delete from identity.policy_version v using identity.policy m
       where v.arn = $1 and v.version = $2 and m.arn = v.arn and m.default_version <> v.version
      """;

  private static final String SET_TAGS =
      "update identity.policy set tags = cast($3 as jsonb) where arn = $1 and tags = cast($2 as jsonb)";

  private final Answers answers;

  public PostgresPolicyVersions(Pool pool) {
    this.answers = new Answers(pool);
  }

  @Override
  public Uni<List<Version>> of(String arn) {
    return answers.list(SELECT, PostgresPolicyVersions::version, arn);
  }

  @Override
  public Uni<Optional<Version>> add(String arn, Version version, boolean counts, int most) {
    return answers.first(
        ADD,
        PostgresPolicyVersions::version,
        arn,
        version.document(),
        IdentityRows.time(version.createdAt()),
        counts,
        (long) most);
  }

  private static Version version(Row row) {
    return new Version(
        row.getInteger("version"),
        row.getString("document"),
        row.getOffsetDateTime("created_at").toInstant());
  }

  @Override
  public Uni<Boolean> choose(String arn, int number) {
    return answers.changed(CHOOSE, arn, number);
  }

  @Override
  public Uni<Boolean> remove(String arn, int number) {
    return answers.changed(REMOVE, arn, number);
  }

  @Override
  public Uni<Boolean> setTags(String arn, Map<String, String> before, Map<String, String> after) {
    return answers.changed(SET_TAGS, arn, IdentityRows.json(before), IdentityRows.json(after));
  }
}
