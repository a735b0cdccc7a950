package io.strongroom.safekeeping;

import io.strongroom.local.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Has no server remove a blob for as long as this is open. It is renewed all the time; what dies
 * without closing it lets go some minutes later.
 */
final class CollectionHold implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CollectionHold.class);
  private static final int MINUTES = 10;

  private final DatabaseAccess access;
  private final String holder = "backup " + UUID.randomUUID();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("hold").factory());

  private CollectionHold(DatabaseAccess access) {
    this.access = access;
  }

  /** Holds from before this returns. */
  static CollectionHold take(DatabaseAccess access) throws SQLException {
    CollectionHold hold = new CollectionHold(access);
    hold.extend();
    var _ = hold.clock.scheduleWithFixedDelay(hold::renew, 1, 1, TimeUnit.MINUTES);
    return hold;
  }

  private void extend() throws SQLException {
    run(
        "insert into objects.collection_hold (holder, ends_at)"
            + " values (?, now() + make_interval(mins => "
            + MINUTES
            + ")) on conflict (holder) do update set ends_at = excluded.ends_at");
  }

  private void renew() {
    try {
      extend();
    } catch (SQLException e) {
      LOG.warnf("the hold on blobs was not renewed: %s", e.getMessage());
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = access.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, holder);
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      run("delete from objects.collection_hold where holder = ?");
    } catch (SQLException e) {
      LOG.warnf("the hold on blobs ends by itself in %d minutes: %s", MINUTES, e.getMessage());
    }
  }
}
