package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Columns of one row with their values, and the statements that write them. Names are constants of
 * this package; values are always parameters. Not thread-safe.
 *
 * <p>Rows are read as entities by native queries and written by these statements, never through the
 * life cycle of an entity: Hibernate Reactive 3.2.2 keeps one {@code ReactiveDeleteCoordinator} for
 * all sessions, whose field {@code stage} then belongs to two of them, and {@code find} fills an
 * {@code EnumMap} of plans that all sessions share. A native statement's plan has final fields
 * only, and nothing of it has to be translated on an event loop, which for HQL can take seconds at
 * first.
 */
final class Columns {

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /** Adds a column. */
  Columns set(String column, @Nullable Object value) {
    values.put(column, value);
    return this;
  }

  /** Adds a row; fails when its key is taken. */
  Uni<Void> insert(Mutiny.StatelessSession session, String table) {
    return execute(session, insertion(table), parameters()).replaceWithVoid();
  }

  /** Adds a row and another one that refers to it, in one statement. */
  Uni<Void> insertWith(
      Mutiny.StatelessSession session, String table, Columns other, String otherTable) {
    List<@Nullable Object> all = parameters();
    all.addAll(other.parameters());
    String sql = "WITH first AS (" + insertion(table) + ") " + other.insertion(otherTable);
    return execute(session, sql, all).replaceWithVoid();
  }

  /**
   * Adds a row unless its key is taken; gives whether it did. Waits for who is about to take it.
   */
  Uni<Boolean> insertIfAbsent(Mutiny.StatelessSession session, String table) {
    return execute(session, insertion(table) + " ON CONFLICT DO NOTHING", parameters())
        .map(count -> count == 1);
  }

  /** Changes the rows that have {@code key} in {@code keyColumn}. */
  Uni<Integer> update(Mutiny.StatelessSession session, String table, String keyColumn, String key) {
    return updateWhere(session, table, keyColumn + " = ?", List.of(key));
  }

  /** Changes the rows that meet {@code condition}, which has {@code ?} for each of its values. */
  Uni<Integer> updateWhere(
      Mutiny.StatelessSession session, String table, String condition, List<?> conditionValues) {
    String sql =
        "UPDATE "
            + table
            + " SET "
            + values.keySet().stream().map(name -> name + " = ?").collect(Collectors.joining(", "))
            + " WHERE "
            + condition;
    List<@Nullable Object> all = parameters();
    all.addAll(conditionValues);
    return execute(session, sql, all);
  }

  /** Runs a statement with {@code ?} for each value; gives the number of rows it changed. */
  static Uni<Integer> execute(
      Mutiny.StatelessSession session, String sql, List<? extends @Nullable Object> values) {
    Mutiny.Query<Object> query = session.createNativeQuery(sql);
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    return query.executeUpdate();
  }

  /** A query for rows, with {@code ?} for each value. */
  static <T> Mutiny.SelectionQuery<T> select(
      Mutiny.StatelessSession session, Class<T> type, String sql, Object... values) {
    Mutiny.SelectionQuery<T> query = session.createNativeQuery(sql, type);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query;
  }

  /** As many question marks, separated by commas. */
  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  private String insertion(String table) {
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", values.keySet())
        + ") VALUES ("
        + marks(values.size())
        + ")";
  }

  private List<@Nullable Object> parameters() {
    return new ArrayList<>(values.values());
  }
}
