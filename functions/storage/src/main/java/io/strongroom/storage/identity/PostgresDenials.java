package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.Denials;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;

/** {@link Denials} in PostgreSQL, which keeps their number within bounds itself. Thread-safe. */
public final class PostgresDenials implements Denials {

  private static final String ADD =
      "select identity.note_denials(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]))";

  private static final String FIND =
      "select request_id, account, reason from identity.denial where request_id = $1";

  private final Answers answers;

  public PostgresDenials(Pool pool) {
    this.answers = new Answers(pool);
  }

  @Override
  public Uni<Void> add(List<Denial> denials) {
    return answers.done(
        ADD,
        denials.stream().map(Denial::requestId).toArray(String[]::new),
        denials.stream().map(denial -> denial.account().value()).toArray(String[]::new),
        denials.stream().map(Denial::reason).toArray(String[]::new));
  }

  @Override
  public Uni<Optional<Denial>> find(String requestId) {
    return answers.first(
        FIND,
        row ->
            new Denial(
                row.getString("request_id"),
                AccountId.of(row.getString("account")),
                row.getString("reason")),
        requestId);
  }
}
