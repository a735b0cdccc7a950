package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.endtoend.LauncherCommands.Said;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** A bucket with versions, copied by {@code copy-from}, which is killed and run again. */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class CopyFromIT {

  private static final int KEYS = 24;
  private static final int VERSIONS = 4;
  private static final String ORIGIN = "strongroom-copy-of";

  @AutoClose private final TemporaryFolder folder = TemporaryFolder.create("strongroom-copy-from");

  private final Strongroom strongroom;
  private final S3Client s3;
  private final String source;

  CopyFromIT(Strongroom strongroom) throws IOException {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
    source = strongroom.newBucket() + "-source";
    s3.createBucket(create -> create.bucket(source).objectLockEnabledForBucket(true));
    fill();
  }

  private void fill() {
    Instant until = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < KEYS; i++) {
      String key = "k/%02d ü+&".formatted(i);
      for (int version = 0; version < VERSIONS; version++) {
        byte[] content = Samples.bytes(i * 1000 + version);
        String number = String.valueOf(version);
        boolean locked = i == 0 && version == 1;
        s3.putObject(
            put -> {
              put.bucket(source)
                  .key(key)
                  .contentType("text/x-" + number)
                  .cacheControl("no-cache")
                  .metadata(Map.of("number", number))
                  .tagging("number=" + number);
              if (locked) {
                put.objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON)
                    .objectLockMode("GOVERNANCE")
                    .objectLockRetainUntilDate(until);
              }
            },
            RequestBody.fromBytes(content));
        if (version % 2 == i % 2) {
          s3.deleteObject(delete -> delete.bucket(source).key(key));
        }
      }
    }
  }

  @Test
  void copy_killedAndRunAgain_hasEveryVersionOnceAndInOrder() throws Exception {
    String copy = source + "-copy";
    try (Background killed = start("killed", copy)) {
      while (versions(copy).size() < KEYS) {
        assertThat(killed.log()).doesNotContain("copied");
        TimeUnit.MILLISECONDS.sleep(20);
      }
      killed.kill();
    }
    assertThat(run("again", copy)).contains("there already: ");
    isSame(copy);

    String all = "%d keys: copied 0 versions".formatted(KEYS);
    assertThat(run("compare", copy, "--compare"))
        .contains(all, "of which %d were compared".formatted(KEYS * VERSIONS));
    isSame(copy);
  }

  @Test
  void copy_othersWroteThere_isNamedAndExitsWith1() throws Exception {
    String copy = source + "-written";
    String key = "k/00 ü+&";
    s3.createBucket(create -> create.bucket(copy).objectLockEnabledForBucket(true));
    s3.putObject(put -> put.bucket(copy).key(key), RequestBody.fromString("another"));
    try (Background command = start("written", copy, "--prefix", key)) {
      assertThat(command.exitCode()).isEqualTo(1);
      assertThat(command.log()).contains("not carried over: " + key, "others wrote this key");
    }
    assertThat(versions(copy)).hasSize(1);
  }

  private Background start(String name, String to, String... more) throws Exception {
    Said env = new LauncherCommands(strongroom).ran("env");
    List<String> words =
        new ArrayList<>(List.of("copy-from", env.exported("AWS_ENDPOINT_URL"), source, "--to", to));
    words.addAll(List.of(more));
    words.addAll(
        List.of(
            "--source-ca",
            strongroom.data().resolve("tls/ca.crt").toString(),
            "--data",
            strongroom.data().toString()));
    return Background.start(
        name,
        folder.path(),
        Programs.gateway(words.toArray(String[]::new)),
        Map.of(
            "SOURCE_ACCESS_KEY_ID",
            env.exported("AWS_ACCESS_KEY_ID"),
            "SOURCE_SECRET_ACCESS_KEY",
            env.exported("AWS_SECRET_ACCESS_KEY")));
  }

  private String run(String name, String to, String... more) throws Exception {
    try (Background command = start(name, to, more)) {
      assertThat(command.exitCode()).as(command.log()).isZero();
      return command.log();
    }
  }

  /** A version, or a delete marker, as a listing tells it. */
  private record Entry(String key, boolean latest, boolean marker, String id) {
    String kind() {
      return key + (marker ? " marker" : " version") + (latest ? " latest" : "");
    }
  }

  /** From the newest to the oldest of each key, its markers behind its versions. */
  private List<Entry> versions(String bucket) {
    List<Entry> all = new ArrayList<>();
    try {
      for (ListObjectVersionsResponse page :
          s3.listObjectVersionsPaginator(list -> list.bucket(bucket))) {
        page.versions()
            .forEach(v -> all.add(new Entry(v.key(), v.isLatest(), false, v.versionId())));
        page.deleteMarkers()
            .forEach(v -> all.add(new Entry(v.key(), v.isLatest(), true, v.versionId())));
      }
    } catch (NoSuchBucketException e) {
      return List.of();
    }
    all.sort(Comparator.comparing(Entry::key).thenComparing(Entry::marker));
    return all;
  }

  private ResponseBytes<GetObjectResponse> get(String bucket, Entry entry) {
    return s3.getObjectAsBytes(g -> g.bucket(bucket).key(entry.key()).versionId(entry.id()));
  }

  private void isSame(String copy) {
    List<Entry> there = versions(copy);
    List<Entry> here = versions(source);
    assertThat(there.stream().map(Entry::kind)).isEqualTo(here.stream().map(Entry::kind).toList());
    for (int i = 0; i < here.size(); i++) {
      if (here.get(i).marker()) {
        continue;
      }
      Entry original = here.get(i);
      var first = get(source, original);
      var second = get(copy, there.get(i));
      assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
      GetObjectResponse head = second.response();
      assertThat(head.contentType()).isEqualTo(first.response().contentType());
      assertThat(head.cacheControl()).isEqualTo("no-cache");
      assertThat(head.tagCount()).isEqualTo(1);
      assertThat(head.metadata())
          .containsEntry("number", first.response().metadata().get("number"));
      assertThat(head.metadata().get(ORIGIN)).startsWith(original.id() + " ");
      assertThat(head.objectLockMode()).isEqualTo(first.response().objectLockMode());
      assertThat(head.objectLockRetainUntilDate())
          .isEqualTo(first.response().objectLockRetainUntilDate());
      assertThat(head.objectLockLegalHoldStatus())
          .isEqualTo(first.response().objectLockLegalHoldStatus());
    }
    assertThat(
            there.stream()
                .filter(e -> !e.marker())
                .map(e -> get(copy, e).response().objectLockMode()))
        .contains(ObjectLockMode.GOVERNANCE);
  }
}
