package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.AccountMembers.Removal;
import io.strongroom.storage.metadata.Statements;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Statements by the kind of answer that they give. */
final class Answers {

  private final Statements statements;

  Answers(Pool pool) {
    this.statements = new Statements(pool);
  }

  <T> Uni<List<T>> list(String sql, Function<Row, T> read, Object... parameters) {
    return statements.run(
        sql,
        () -> tuple(parameters),
        rows -> {
          List<T> list = new ArrayList<>();
          rows.forEach(row -> list.add(read.apply(row)));
          return list;
        });
  }

  <T> Uni<Optional<T>> first(String sql, Function<Row, T> read, Object... parameters) {
    return list(sql, read, parameters).map(list -> list.stream().findFirst());
  }

  /** Whether some row was changed. */
  Uni<Boolean> changed(String sql, Object... parameters) {
    return statements.run(sql, () -> tuple(parameters), rows -> rows.rowCount() > 0);
  }

  Uni<Void> done(String sql, Object... parameters) {
    return changed(sql, parameters).replaceWithVoid();
  }

  /** Of a statement that answers whether something was there, in use, and is gone. */
  Uni<Removal> removal(String sql, Object... parameters) {
    return statements.one(
        sql,
        () -> tuple(parameters),
        row -> {
          if (row.getLong("gone") > 0) {
            return Removal.DONE;
          }
          return row.getLong("there") > 0 ? Removal.IN_USE : Removal.NOT_THERE;
        });
  }

  /** An empty optional is null in the database. */
  private static Tuple tuple(Object... parameters) {
    Tuple tuple = Tuple.tuple();
    for (Object parameter : parameters) {
      tuple.addValue(parameter instanceof Optional<?> maybe ? maybe.orElse(null) : parameter);
    }
    return tuple;
  }
}
