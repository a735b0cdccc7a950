package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.strongroom.endtoend.LauncherCommands.Said;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** The launcher's commands on keys and jobs, against a server. */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class JobCommandsIT {

  private static final Pattern JOB = Pattern.compile("job-[0-9a-f]{32}");
  private static final String CONTENT = "plans for tomorrow";

  @TempDir Path folder;

  private final Strongroom strongroom;
  private final LauncherCommands commands;
  private final String bucket;

  JobCommandsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.commands = new LauncherCommands(strongroom);
    this.bucket = strongroom.newBucket();
  }

  @Test
  void rewrap_fromOneKeyToAnother_movesEveryObjectAndProvesIt() throws Exception {
    String from = strongroom.newKmsKey();
    String to = strongroom.newKmsKey();
    for (int i = 0; i < 20; i++) {
      put("object-" + i, from);
    }
    assertThat(commands.ran("keys", "usage", "--key", from).out()).contains(bucket);

    Said counted =
        commands.ran(
            "jobs", "run", "rewrap", "--from", from, "--to", to, "--bucket", bucket, "--dry-run");
    assertThat(counted.out()).contains("20");
    assertThat(keyOf("object-0")).isEqualTo(from);

    commands.ran("jobs", "run", "rewrap", "--from", from, "--to", to, "--bucket", bucket);

    for (int i = 0; i < 20; i++) {
      assertThat(keyOf("object-" + i)).isEqualTo(to);
    }
    assertThat(commands.ran("keys", "usage", "--key", from).out()).doesNotContain(bucket);

    Path report = folder.resolve("report.json");
    Files.writeString(report, commands.ran("jobs", "report", job()).out());
    assertThat(commands.ran("jobs", "check", report.toString()).out()).contains("signature");

    String told = Files.readString(report);
    assertThat(told).contains("20");
    Files.writeString(report, told.replace("20", "21"));
    assertThat(commands.run("jobs", "check", report.toString()).code()).isNotZero();
  }

  @Test
  void erase_prefix_isConfirmedAndCountedBeforehand() throws Exception {
    String key = strongroom.newKmsKey();
    put("old/1", key);
    put("old/2", key);
    put("new/1", key);
    strongroom.s3().createMultipartUpload(begin -> begin.bucket(bucket).key("old/3"));
    strongroom.s3().createMultipartUpload(begin -> begin.bucket(bucket).key("new/2"));

    assertThat(commands.run("jobs", "run", "erase", "--bucket", bucket, "--prefix", "old/").code())
        .isEqualTo(2);
    assertThat(
            commands
                .run(
                    "jobs",
                    "run",
                    "erase",
                    "--bucket",
                    bucket,
                    "--prefix",
                    "old/",
                    "--confirm",
                    bucket)
                .code())
        .isNotZero();
    assertThat(
            commands
                .ran("jobs", "run", "erase", "--bucket", bucket, "--prefix", "old/", "--dry-run")
                .out())
        .contains("2 versions");
    commands.ran(
        "jobs",
        "run",
        "erase",
        "--bucket",
        bucket,
        "--prefix",
        "old/",
        "--confirm",
        bucket + "/old/");

    assertThat(strongroom.s3().listObjectsV2(list -> list.bucket(bucket)).contents())
        .singleElement()
        .satisfies(object -> assertThat(object.key()).isEqualTo("new/1"));
    assertThat(keyOf("new/1")).isEqualTo(key);
    assertThat(commands.ran("jobs", "report", job(), "--page").out())
        .startsWith("<!DOCTYPE html>")
        .contains("erase", bucket);
    String told = commands.ran("jobs", "report", job()).out();
    assertThat(told).contains("count: erased - 2", "count: skipped open-upload 1");
    Path report = Files.writeString(folder.resolve("erased.json"), told);
    assertThat(commands.ran("jobs", "check", report.toString()).out())
        .contains("0 versions from before are there, 0 were left");
  }

  @Test
  void inventory_isAListForOtherJobs() throws Exception {
    String from = strongroom.newKmsKey();
    String to = strongroom.newKmsKey();
    put("a b", from);
    put("c", from);
    commands.ran(
        "jobs",
        "run",
        "inventory",
        "--bucket",
        bucket,
        "--prefix",
        "a",
        "--into",
        bucket + "/inventory/");
    String file =
        strongroom
            .s3()
            .listObjectsV2(list -> list.bucket(bucket).prefix("inventory/"))
            .contents()
            .getFirst()
            .key();

    commands.ran(
        "jobs",
        "run",
        "re-encrypt",
        "--listing",
        bucket + "/" + file,
        "--to",
        to,
        "--to-cipher",
        "SM4");

    assertThat(keyOf("a b")).isEqualTo(to);
    assertThat(keyOf("c")).isEqualTo(from);
  }

  @Test
  void inventory_inColumns_isReadByOthers() throws Exception {
    String key = strongroom.newKmsKey();
    put("a b", key);
    put("c", key);
    String into = bucket + "/columns/";
    commands.ran(
        "jobs", "run", "inventory", "--bucket", bucket, "--into", into, "--format", "parquet");
    String file =
        strongroom
            .s3()
            .listObjectsV2(list -> list.bucket(bucket).prefix("columns/"))
            .contents()
            .getFirst()
            .key();

    ByteBuffer bytes =
        strongroom.s3().getObjectAsBytes(get -> get.bucket(bucket).key(file)).asByteBuffer();
    List<String> keys = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(bytes));
        RowReader row = reader.rowReader()) {
      while (row.hasNext()) {
        row.next();
        keys.add(row.getString("key"));
        assertThat(row.getString("encryption_status")).isEqualTo("SSE-KMS");
        assertThat(row.getString("kms_key_id")).contains(key);
      }
    }
    assertThat(file).endsWith(".parquet");
    assertThat(keys).containsExactly("a b", "c");
  }

  @Test
  void replicate_whatWasThereBeforeTheRule_isCopied() throws Exception {
    S3Client s3 = strongroom.s3();
    String from = ReplicationIT.versioned(strongroom);
    String to = ReplicationIT.versioned(strongroom);
    for (String text : List.of("one", "two", "three")) {
      s3.putObject(put -> put.bucket(from).key("k"), RequestBody.fromString(text));
    }
    s3.deleteObject(delete -> delete.bucket(from).key("gone"));
    ReplicationIT.replicate(strongroom, from, "arn:aws:s3:::" + to);

    assertThat(commands.ran("jobs", "run", "replicate", "--bucket", from).out()).contains("done");

    for (int i = 0; i < 600 && !versions(to).equals(versions(from)); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(versions(to)).isEqualTo(versions(from)).hasSize(4);
    assertThat(commands.ran("jobs", "report", job()).out()).contains("count: queued - 4");
  }

  private List<String> versions(String of) {
    ListObjectVersionsResponse all = strongroom.s3().listObjectVersions(list -> list.bucket(of));
    return Stream.concat(
            all.versions().stream().map(each -> each.versionId() + " " + each.isLatest()),
            all.deleteMarkers().stream().map(each -> each.versionId() + " " + each.isLatest()))
        .toList();
  }

  @Test
  void scheduleKeyDeletion_keyThatObjectsNeed_isSaidAndNotInTheWay() throws Exception {
    String key = strongroom.newKmsKey();
    put("needed", key);

    strongroom.kms().scheduleKeyDeletion(deletion -> deletion.keyId(key).pendingWindowInDays(7));

    String said = key + " is to be deleted, and with it goes: 1 versions of objects";
    for (int i = 0; i < 300 && !strongroom.log().contains(said); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(strongroom.log()).contains(said);
    strongroom.kms().cancelKeyDeletion(deletion -> deletion.keyId(key));
    strongroom.kms().enableKey(enabled -> enabled.keyId(key));
    assertThat(keyOf("needed")).isEqualTo(key);
  }

  private String job() throws Exception {
    Matcher id = JOB.matcher(commands.ran("jobs", "list").out());
    assertThat(id.find()).isTrue();
    return id.group();
  }

  private void put(String key, String kmsKey) {
    strongroom
        .s3()
        .putObject(
            put ->
                put.bucket(bucket)
                    .key(key)
                    .overrideConfiguration(
                        with -> Mode.SSE_KMS.onWrite(kmsKey).forEach(with::putHeader)),
            RequestBody.fromString(CONTENT));
  }

  private String keyOf(String key) {
    assertThat(strongroom.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String())
        .isEqualTo(CONTENT);
    return strongroom.s3().headObject(head -> head.bucket(bucket).key(key)).ssekmsKeyId();
  }
}
