package io.strongroom.emulator.store;

import io.strongroom.emulator.key.KmsRefusal;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells failures that pass by themselves from bugs: no connection in time, a statement, a lock or a
 * transaction that was ended by its limit, a database that is not there.
 */
public final class DatabaseAway {

  private static final Logger LOG = Logger.getLogger(DatabaseAway.class);

  /** The pool's, when nobody gave a connection back in time; some of its ways say more. */
  private static final String NO_CONNECTION = "Timeout";

  /**
   * PostgreSQL, appendix A: query_canceled, lock_not_available,
   * idle_in_transaction_session_timeout, serialization_failure, deadlock_detected,
   * too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now,
   * read_only_sql_transaction (a demoted primary).
   */
  private static final Set<String> PASSING =
      Set.of(
          "57014", "55P03", "25P03", "40001", "40P01", "53300", "57P01", "57P02", "57P03", "25006");

  private static final String CONNECTION_CLASS = "08";

  private DatabaseAway() {}

  /** A refusal that asks the caller to come back, where that can help; else the failure itself. */
  public static Throwable translate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (passes(cause)) {
        LOG.warnf("the database cannot answer now: %s", cause.getMessage());
        return KmsRefusal.overloaded();
      }
    }
    return failure;
  }

  /** Whether a failure says that the pool gave no connection in time. */
  public static boolean isWithoutConnection(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).startsWith(NO_CONNECTION)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(Throwable cause) {
    return switch (cause) {
      case SQLException sql -> passes(sql.getSQLState());
      case DatabaseException sql -> passes(sql.getSqlState());
      case ClosedConnectionException _, IOException _ -> true;
      case VertxException pool -> String.valueOf(pool.getMessage()).startsWith(NO_CONNECTION);
      default -> NO_CONNECTION.equals(cause.getMessage());
    };
  }

  private static boolean passes(String sqlState) {
    return sqlState != null
        && (PASSING.contains(sqlState) || sqlState.startsWith(CONNECTION_CLASS));
  }
}
