package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.JobObjects;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Lists of versions in PostgreSQL. Thread-safe. */
public final class PostgresJobObjects implements JobObjects {

  /** Lists that no job was made of, because somebody died, go with the next one. */
  private static final String BEGIN =
      """
      with forgotten as (
        delete from objects.job_listing l
         where l.created_at < clock_timestamp() - interval '1 day'
           and not exists (select 1 from objects.job j where j.listing = l.id))
      insert into objects.job_listing (id) values ($1)
      """;

  private static final String ADD =
      """
      with given as materialized (
        select g.n, g.bucket, g.key, g.version
          from unnest(cast($3 as text[]), cast($4 as text[]), cast($5 as text[]))
               with ordinality as g (bucket, key, version, n)),
      there as materialized (
        select g.n, v.bucket, v.key, v.version_id
          from given g join objects.bucket b on b.name = g.bucket and b.owner = $2
          join objects.object_version v on v.bucket = g.bucket and v.key = g.key
           and case when g.version is null then v.is_latest else v.version_id = g.version end),
      added as (
        insert into objects.job_object (listing, bucket, key, version_id)
          select distinct $1, bucket, key, version_id from there on conflict do nothing)
      select (select count(*) from given g
               where not exists (select 1 from there t where t.n = g.n)) as missing
      """;

  private static final String DROP = "delete from objects.job_listing where id = $1";

  private final Statements statements;

  public PostgresJobObjects(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<Void> begin(String listing) {
    return statements.run(BEGIN, () -> Tuple.of(listing), rows -> null);
  }

  @Override
  public Uni<Long> add(String listing, AccountId account, List<Wanted> entries) {
    return statements.one(
        ADD,
        () ->
            Tuple.tuple()
                .addValue(listing)
                .addValue(account.value())
                .addValue(
                    entries.stream().map(each -> each.bucket().value()).toArray(String[]::new))
                .addValue(entries.stream().map(each -> each.key().value()).toArray(String[]::new))
                .addValue(
                    entries.stream()
                        .map(each -> each.version().map(VersionId::value).orElse(null))
                        .toArray(String[]::new)),
        row -> row.getLong("missing"));
  }

  @Override
  public Uni<Void> drop(String listing) {
    return statements.run(DROP, () -> Tuple.of(listing), rows -> null);
  }
}
