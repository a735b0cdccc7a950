package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.identity.OidcProvider;
import io.strongroom.domain.port.OidcProviders;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** {@link OidcProviders} in PostgreSQL. Thread-safe. */
public final class PostgresOidcProviders implements OidcProviders {

  private static final String ADD =
      "insert into identity.oidc_provider (arn, account, url, client_ids, created_at)"
          + " values ($1, $2, $3, $4, $5) on conflict do nothing";

  private static final String SELECT =
      "select account, url, client_ids, created_at from identity.oidc_provider";

  private final Answers answers;

  public PostgresOidcProviders(Pool pool) {
    this.answers = new Answers(pool);
  }

  @Override
  public Uni<Boolean> add(OidcProvider provider) {
    return answers.changed(
        ADD,
        provider.arn(),
        provider.account().value(),
        provider.url(),
        provider.clientIds().toArray(String[]::new),
        IdentityRows.time(provider.createdAt()));
  }

  @Override
  public Uni<Optional<OidcProvider>> find(String arn) {
    return answers.first(SELECT + " where arn = $1", PostgresOidcProviders::read, arn);
  }

  @Override
  public Uni<List<OidcProvider>> of(AccountId account) {
    return answers.list(
        SELECT + " where account = $1 order by arn", PostgresOidcProviders::read, account.value());
  }

  @Override
  public Uni<Boolean> remove(String arn) {
    return answers.changed("delete from identity.oidc_provider where arn = $1", arn);
  }

  private static OidcProvider read(Row row) {
    return new OidcProvider(
        AccountId.of(row.getString("account")),
        row.getString("url"),
        List.of(row.getArrayOfStrings("client_ids")),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
