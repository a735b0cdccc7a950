package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.storage.identity.IdentityNotices;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Postgres.class)
@Timeout(120)
final class IdentityNoticesTest {

  private static final String LISTENERS =
      "from pg_stat_activity where query = 'listen strongroom_identity'";

  @Inject Pool pool;

  @ConfigProperty(name = "test.jdbc-url")
  String jdbcUrl;

  private final AtomicInteger noticed = new AtomicInteger();

  private int number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return 0;
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  private void awaitListener(IdentityNotices notices) throws Exception {
    while (number("select count(*) " + LISTENERS) == 0) {
      notices.keepListening(noticed::incrementAndGet);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void awaitNotice(int before) throws Exception {
    while (noticed.get() == before) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void connectionLost_saysSoAndListensAgain() throws Exception {
    try (IdentityNotices notices = new IdentityNotices(pool)) {
      awaitListener(notices);
      number("notify strongroom_identity");
      awaitNotice(0);
      int before = noticed.get();

      number("select cast(pg_terminate_backend(pid) as int) " + LISTENERS);

      awaitNotice(before);
      awaitListener(notices);
      before = noticed.get();
      number("notify strongroom_identity");
      awaitNotice(before);
    }
  }

  @Test
  void close_whileConnecting_keepsNoConnection() throws Exception {
    IdentityNotices notices = new IdentityNotices(pool);
    notices.keepListening(noticed::incrementAndGet);
    notices.close();
    TimeUnit.MILLISECONDS.sleep(500);

    assertThat(number("select count(*) " + LISTENERS)).isZero();
  }
}
