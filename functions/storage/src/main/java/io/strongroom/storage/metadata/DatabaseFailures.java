package io.strongroom.storage.metadata;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/**
 * What a failed transaction means. Sources: PostgreSQL manual, appendix "PostgreSQL Error Codes";
 * Vert.x reactive PostgreSQL client.
 */
final class DatabaseFailures {

  private static final Logger LOG = Logger.getLogger(DatabaseFailures.class);
  private static final int MAX_CAUSES = 10;
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String FOREIGN_KEY_VIOLATION = "23503";

  /** serialization_failure, deadlock_detected. */
  private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01");

  /** Rows that two transactions may insert at once without either being wrong. */
  private static final Set<String> CONTENDED =
      Set.of("bucket_pkey", "object_version_pkey", "object_latest", "upload_part_pkey");

  /** What a bucket or an upload was given while a statement ended it. */
  private static final Set<String> OUTRUN =
      Set.of("object_version_bucket_fkey", "upload_bucket_fkey", "upload_part_upload_id_fkey");

  /** lock_not_available: lock_timeout is over. */
  private static final String LOCK_TIMEOUT = "55P03";

  /**
   * Connection lost, rollback, resources short, operator intervention, system error; and a standby
   * that takes no writes.
   */
  private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final String READ_ONLY = "25006";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private DatabaseFailures() {}

  /** Whether the database role lacks a right. */
  static boolean isNotPermitted(Throwable failure) {
    return sqlState(failure).filter(INSUFFICIENT_PRIVILEGE::equals).isPresent();
  }

  /** Whether the server takes no writes: a primary that was demoted, or never was one. */
  static boolean isReadOnly(Throwable failure) {
    return sqlState(failure).filter(READ_ONLY::equals).isPresent();
  }

  /**
   * Whether the transaction did nothing and may well succeed when it is run again: somebody else
   * inserted the same row first, or added to what this one ends, or the database sacrificed this
   * transaction for another.
   */
  static boolean isContention(Throwable failure) {
    String state = sqlState(failure).orElse("");
    return failure instanceof Contended
        || TRY_AGAIN.contains(state)
        || (state.equals(UNIQUE_VIOLATION) && CONTENDED.contains(constraint(failure).orElse("")))
        || (state.equals(FOREIGN_KEY_VIOLATION) && OUTRUN.contains(constraint(failure).orElse("")));
  }

  /** The failure as callers see it. */
  static Throwable translate(Throwable failure) {
    // A refusal stays one when the transaction could not even be rolled back afterwards.
    Optional<Throwable> refusal =
        causes(failure).filter(ObjectStoreException.class::isInstance).findFirst();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (isBusy(failure)) {
      LOG.warnf("the metadata store is busy: %s", failure);
      return new ObjectStoreException(new RequestError.StorageBusy("metadata store"), failure);
    }
    if (!isUnavailable(failure)) {
      return failure;
    }
    // Logged here, because the exception that carries it is not.
    LOG.errorf("the metadata store is not available: %s", failure);
    return new ObjectStoreException(new RequestError.StorageUnavailable("metadata store"), failure);
  }

  /**
   * Whether the request had to wait too long for others, and did nothing: no connection became free
   * (the client's own word), a lock was not given up, or somebody else was always first.
   */
  private static boolean isBusy(Throwable failure) {
    return sqlState(failure).filter(LOCK_TIMEOUT::equals).isPresent()
        || isContention(failure)
        || isOutOfConnections(failure);
  }

  /** Whether the pool gave no connection in time: the client's own words, of two ways to ask. */
  static boolean isOutOfConnections(Throwable failure) {
    return causes(failure)
        .filter(cause -> cause instanceof NoStackTraceThrowable || cause instanceof VertxException)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(
            message ->
                message.equals("Timeout") || message.equals("Timeout waiting for connection"));
  }

  private static boolean isUnavailable(Throwable failure) {
    return sqlState(failure)
        .map(DatabaseFailures::isUnavailableState)
        .orElseGet(() -> isNetwork(failure));
  }

  private static boolean isUnavailableState(String state) {
    return state.equals(READ_ONLY)
        || (state.length() == 5 && UNAVAILABLE_CLASSES.contains(state.substring(0, 2)));
  }

  private static boolean isNetwork(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof IOException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof TimeoutException
                    || cause instanceof VertxException
                    || (cause instanceof NoStackTraceThrowable untyped && isNetwork(untyped)));
  }

  /** The connection in hand is gone: the client's own words. */
  private static boolean isNetwork(NoStackTraceThrowable untyped) {
    return String.valueOf(untyped.getMessage()).startsWith("Connection is not active");
  }

  /** Hibernate Reactive hands on the client's exceptions as those of JDBC, but not all of them. */
  private static Optional<String> sqlState(Throwable failure) {
    return causes(failure)
        .map(
            cause ->
                switch (cause) {
                  case PgException e -> e.getSqlState();
                  case SQLException e -> e.getSQLState();
                  default -> null;
                })
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Optional<String> constraint(Throwable failure) {
    return causes(failure)
        .map(
            cause ->
                switch (cause) {
                  case PgException e -> e.getConstraint();
                  case ConstraintViolationException e -> e.getConstraintName();
                  default -> null;
                })
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES);
  }
}
