package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.net.ConnectException;
import java.sql.SQLException;
import org.hibernate.HibernateException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseFailuresTest {

  private static Throwable withState(String state) {
    return new HibernateException("failed", new SQLException("failed", state));
  }

  private static boolean isUnavailable(Throwable failure) {
    return DatabaseFailures.translate(failure) instanceof ObjectStoreException e
        && e.error() instanceof RequestError.StorageUnavailable;
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "53300", "57P01", "58030", "25006"})
  void translate_databaseCannot_unavailable(String state) {
    assertThat(isUnavailable(withState(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"42601", "42703", "23505", "23514", "22001"})
  void translate_databaseWillNot_isABugAndStaysItself(String state) {
    Throwable failure = withState(state);
    assertThat(DatabaseFailures.translate(failure)).isSameAs(failure);
  }

  @Test
  void translate_network_unavailable() {
    assertThat(isUnavailable(new HibernateException("x", new ConnectException("refused"))))
        .isTrue();
    assertThat(isUnavailable(new VertxException("Connection was closed", true))).isTrue();
    assertThat(isUnavailable(new NoStackTraceThrowable("Connection is not active now"))).isTrue();
    assertThat(isUnavailable(new NoStackTraceThrowable("a parameter cannot be coerced"))).isFalse();
    assertThat(isUnavailable(new IllegalStateException("bug"))).isFalse();
  }

  @Test
  void translate_waitedInVain_busy() {
    assertThat(isBusy(new NoStackTraceThrowable("Timeout"))).isTrue();
    assertThat(isBusy(new VertxException("Timeout waiting for connection", true))).isTrue();
    assertThat(isBusy(withState("55P03"))).isTrue();
    assertThat(isBusy(withState("40P01"))).isTrue();
    assertThat(isBusy(new Contended())).isTrue();
    assertThat(isBusy(withState("57014"))).isFalse();
  }

  private static boolean isBusy(Throwable failure) {
    return DatabaseFailures.translate(failure) instanceof ObjectStoreException e
        && e.error() instanceof RequestError.StorageBusy;
  }

  @Test
  void translate_refusal_staysItself() {
    ObjectStoreException refusal =
        new ObjectStoreException(new RequestError.NoSuchKey(new ObjectKey("k")));
    assertThat(DatabaseFailures.translate(refusal)).isSameAs(refusal);
    assertThat(
            DatabaseFailures.translate(
                new CompositeException(refusal, new VertxException("Connection was closed", true))))
        .isSameAs(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "object_version_pkey, true",
    "upload_part_pkey, true",
    "bucket_pkey, true",
    "blob_pkey, false",
  })
  void isContention_uniqueViolation_onlyOfContendedRows(String constraint, boolean expected) {
    SQLException cause = new SQLException("duplicate", "23505");
    assertThat(
            DatabaseFailures.isContention(
                new ConstraintViolationException("duplicate", cause, constraint)))
        .isEqualTo(expected);
  }

  @Test
  void isContention_sacrificed_yes() {
    assertThat(DatabaseFailures.isContention(withState("40P01"))).isTrue();
    assertThat(DatabaseFailures.isContention(withState("57P01"))).isFalse();
    assertThat(DatabaseFailures.isContention(new IllegalStateException())).isFalse();
  }
}
