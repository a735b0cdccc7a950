package io.strongroom.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that say where copies and events may go. */
class TargetFilesTest {

  private static final AccountId ACCOUNT = new AccountId("000000000000");
  private static final AccountId OTHER = new AccountId("111111111111");

  private static final String BUCKET =
      """
      backup.bucket=copies
      backup.access-key-id=AKID
      backup.secret-access-key=secret
      """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("targets.properties"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void readBuckets(String more) throws IOException {
    assertThat(
            ReplicationTargets.read(file(BUCKET + more), false, InstantSource.system())
                .find("arn:strongroom:replication:::backup", ACCOUNT))
        .isPresent();
  }

  private void readHooks(String text) throws IOException {
    assertThat(
            EventTargetFile.read(file(text), false, TargetTopics.untold())
                .find("arn:strongroom:events:::hook", ACCOUNT))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup.endpoint=https://s3.example.org",
        "backup.endpoint=http://127.0.0.1:9000",
        "backup.endpoint=https://s3.example.org\nbackup.signature=obs\nbackup.path-style=false"
      })
  void buckets_whereNobodyReadsAlong_taken(String more) throws IOException {
    readBuckets(more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup.endpoint=http://s3.example.org",
        "backup.endpoint=https://s3.example.org\nbackup.path-style=yes",
        "backup.endpoint=https://s3.example.org\nbackup.signature=v5",
        "backup.endpoint=https://s3.example.org\nbackup.colour=red",
        "backup.region=eu-west-1"
      })
  void buckets_whatIsNotUnderstood_refusedByName(String more) {
    assertThatThrownBy(() -> readBuckets(more))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("backup.")
        .hasMessageNotContaining("secret=");
  }

  @Test
  void buckets_ofSomeAccounts_notThereForOthers() throws IOException {
    Path file =
        file(BUCKET + "backup.endpoint=https://s3.example.org\nbackup.accounts=" + OTHER.value());
    assertThat(
            ReplicationTargets.read(file, false, InstantSource.system())
                .find("arn:strongroom:replication:::backup", ACCOUNT))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hook.url=http://broker.example.org/events",
        "hook.url=https://broker.example.org/events\nhook.token=secret\nhook.format=cloudevents",
        "hook.url=http://localhost:8080/\nhook.token=secret",
        "hook.topic=objects.of-all_1\nhook.format=structured\nhook.accounts=000000000000"
      })
  void hooks_tokensOverTlsOrToThisMachine_taken(String text) throws IOException {
    readHooks(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hook.url=http://broker.example.org/events\nhook.token=secret",
        "hook.url=ftp://broker.example.org/events",
        "hook.url=https://broker.example.org/events\nhook.format=xml",
        "hook.topic=objects\nhook.url=https://broker.example.org/events",
        "hook.topic=objects\nhook.token=secret",
        "hook.topic=objects\nhook.format=avro",
        "hook.topic=of objects",
        "hook.topic=.."
      })
  void hooks_whatIsNotUnderstoodOrSafe_refusedByName(String text) {
    assertThatThrownBy(() -> readHooks(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hook.");
  }

  @Test
  void file_thatOthersMayRead_refused() throws IOException {
    Path file = file("hook.url=https://broker.example.org/events");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> EventTargetFile.read(file, false, TargetTopics.untold()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void atStart_mistakeInAFile_isToldInASentence() throws IOException {
    Path file = file("hook.topic=of objects");
    assertThatThrownBy(
            () ->
                TargetFile.atStart(
                    file, () -> EventTargetFile.read(file, false, TargetTopics.untold())))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(file + ": hook.topic is no name of a topic")
        .hasNoCause();
  }
}
