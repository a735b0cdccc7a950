package io.strongroom.emulator.audit;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Recomputes the chain of records over JDBC, without the service: for a command, or an auditor.
 * Blocks; reads in pages, so memory does not grow with the number of records.
 */
public final class OfflineAudit {

  private static final int PAGE = 1000;
  private static final int HASH_SIZE_IN_BYTES = 32;

  private OfflineAudit() {}

  /**
   * Verifies every record up to the end of the chain.
   *
   * @param connection to the database; its transaction is used, for a view of one moment
   */
  public static AuditVerifier.Result verify(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = connection.createStatement();
        ResultSet head = statement.executeQuery("SELECT seq, hash FROM kms.audit_head")) {
      if (!head.next()) {
        return new AuditVerifier.Result(0, Optional.of(1L));
      }
      return verify(connection, head.getLong(1), head.getBytes(2));
    }
  }

  private static AuditVerifier.Result verify(Connection connection, long end, byte[] endHash)
      throws SQLException {
    byte[] hash = new byte[HASH_SIZE_IN_BYTES];
    long seq = 0;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT seq, record, hash FROM kms.audit_record ORDER BY seq")) {
      query.setFetchSize(PAGE);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          long expected = seq + 1;
          hash = HashChain.next(hash, expected, rows.getString(2));
          if (rows.getLong(1) != expected || !MessageDigest.isEqual(hash, rows.getBytes(3))) {
            return new AuditVerifier.Result(seq, Optional.of(expected));
          }
          seq = expected;
        }
      }
    }
    boolean complete = seq == end && MessageDigest.isEqual(hash, endHash);
    return new AuditVerifier.Result(seq, complete ? Optional.empty() : Optional.of(seq + 1));
  }
}
