package io.strongroom.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.refusal.RefusedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is an alarm, what is a bug, and what is nothing to speak of. */
class FailureLogTest {

  private static final WireRequest REQUEST =
      new WireRequest(
          "GET", "/bucket/k", "", Headers.none(), true, "id", InputStream::nullInputStream);

  private final List<String> errors = new ArrayList<>();
  private final Logger log = Logger.getLogger("io.strongroom");
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            errors.add(entry.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    log.addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(listener);
  }

  static Stream<Throwable> damage() {
    return Stream.of(
        new CiphertextRejected("segment"),
        new ObjectStoreException(new RequestError.ObjectDamaged(Damage.of("segment"))));
  }

  @ParameterizedTest
  @MethodSource("damage")
  void record_damage_alarm(Throwable damage) {
    FailureLog.record(REQUEST, damage);
    assertThat(errors).singleElement().asString().startsWith("ALARM");
  }

  /** A key is a client's choice: it must not write lines of its own. */
  @Test
  void record_damage_namesObjectVersionBlobAndRequest() {
    UUID blob = new UUID(1, 2);
    VersionRef owner =
        new VersionRef(
            new ObjectRef(new BucketName("vault"), new ObjectKey("a\nALARM \"b")), VersionId.NULL);
    FailureLog.record(
        REQUEST,
        new ObjectStoreException(
            new RequestError.ObjectDamaged(Damage.of("segment").at(owner).in(blob))));
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("bucket=vault key=\"a\\u{a}ALARM \\u{22}b\" version=null blob=" + blob)
        .contains("request id")
        .doesNotContain("\n");
  }

  @Test
  void aborted_damage_alarm() {
    FailureLog.aborted(REQUEST, new CiphertextRejected("segment"));
    assertThat(errors).singleElement().asString().startsWith("ALARM");
  }

  @Test
  void aborted_storageUnavailable_namedWithoutAStackTrace() {
    FailureLog.aborted(
        REQUEST, new ObjectStoreException(new RequestError.StorageUnavailable("blob store")));
    assertThat(errors).singleElement().asString().startsWith("storage:");
  }

  static Stream<Throwable> noNews() {
    return Stream.of(
        new RefusedRequest("a client's fault") {},
        new IOException("the client is gone"),
        new UncheckedIOException(new IOException("the client is gone")));
  }

  @ParameterizedTest
  @MethodSource("noNews")
  void record_clientGoneOrAtFault_nothing(Throwable failure) {
    FailureLog.record(REQUEST, failure);
    assertThat(errors).isEmpty();
  }

  @Test
  void record_bug_unexpected() {
    FailureLog.record(REQUEST, new IllegalStateException("a bug"));
    assertThat(errors).singleElement().asString().startsWith("unexpected failure");
  }
}
