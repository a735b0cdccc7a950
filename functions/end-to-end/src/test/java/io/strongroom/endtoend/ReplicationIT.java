package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Copies that rules of a bucket ask for: on one server, and from one to another. */
@OneProcess
class ReplicationIT {

  /** {@code -Dstrongroom.kills} for more. */
  private static final int KILLS = Integer.getInteger("strongroom.kills", 1);

  private static final String TARGET = "arn:strongroom:replication:::elsewhere";
  private static final int NAMES = 5;

  static String versioned(Strongroom strongroom) {
    String bucket = strongroom.newBucket();
    strongroom
        .s3()
        .putBucketVersioning(
            put ->
                put.bucket(bucket)
                    .versioningConfiguration(
                        versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    return bucket;
  }

  private static ReplicationConfiguration everything(Strongroom strongroom, String destination) {
    String account = strongroom.sts(strongroom.root()).getCallerIdentity().account();
    return ReplicationConfiguration.builder()
        .role("arn:aws:iam::" + account + ":root")
        .rules(
            ReplicationRule.builder()
                .id("everything")
                .priority(1)
                .filter(filter -> filter.prefix(""))
                .status(ReplicationRuleStatus.ENABLED)
                .deleteMarkerReplication(
                    markers -> markers.status(DeleteMarkerReplicationStatus.ENABLED))
                .destination(to -> to.bucket(destination))
                .build())
        .build();
  }

  static void replicate(Strongroom strongroom, String bucket, String destination) {
    strongroom
        .s3()
        .putBucketReplication(
            put ->
                put.bucket(bucket).replicationConfiguration(everything(strongroom, destination)));
  }

  private static HeadObjectResponse awaitCopied(S3Client s3, String bucket, String key)
      throws InterruptedException {
    HeadObjectResponse head = s3.headObject(ask -> ask.bucket(bucket).key(key));
    for (int i = 0; i < 600 && head.replicationStatus() == ReplicationStatus.PENDING; i++) {
      TimeUnit.MILLISECONDS.sleep(200);
      head = s3.headObject(ask -> ask.bucket(bucket).key(key));
    }
    return head;
  }

  private static byte[] content(int size, int seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  @Test
  void put_bucketOnTheSameServer_isCopiedWithItsVersionAndStatus() throws Exception {
    try (Strongroom strongroom = Strongroom.start()) {
      S3Client s3 = strongroom.s3();
      String from = versioned(strongroom);
      String to = versioned(strongroom);
      replicate(strongroom, from, "arn:aws:s3:::" + to);
      assertThat(s3.getBucketReplication(get -> get.bucket(from)).replicationConfiguration())
          .isEqualTo(everything(strongroom, "arn:aws:s3:::" + to));
      for (int size : new int[] {0, 100, 9_000_000}) {
        byte[] content = content(size, size);
        String key = "key " + size + " ü";
        s3.putObject(
            put ->
                put.bucket(from)
                    .key(key)
                    .contentType("text/x-test")
                    .metadata(Map.of("colour", "green"))
                    .tagging("a=1&b=2"),
            RequestBody.fromBytes(content));

        HeadObjectResponse source = awaitCopied(s3, from, key);

        assertThat(source.replicationStatus()).isEqualTo(ReplicationStatus.COMPLETED);
        HeadObjectResponse copy = s3.headObject(ask -> ask.bucket(to).key(key));
        assertThat(copy.replicationStatus()).isEqualTo(ReplicationStatus.REPLICA);
        assertThat(copy.versionId()).isEqualTo(source.versionId());
        assertThat(copy.eTag()).isEqualTo(source.eTag());
        assertThat(copy.lastModified()).isEqualTo(source.lastModified());
        assertThat(copy.contentType()).isEqualTo("text/x-test");
        assertThat(copy.metadata()).containsEntry("colour", "green");
        assertThat(s3.getObjectTagging(get -> get.bucket(to).key(key)).tagSet()).hasSize(2);
        assertThat(s3.getObjectAsBytes(get -> get.bucket(to).key(key)).asByteArray())
            .isEqualTo(content);
      }
      customerKeys(strongroom, from);
      refusals(strongroom, from);
    }
  }

  private static void customerKeys(Strongroom strongroom, String from) throws Exception {
    S3Client s3 = strongroom.s3();
    s3.putObject(
        put ->
            put.bucket(from)
                .key("sealed")
                .overrideConfiguration(with(Mode.SSE_C.onWrite(strongroom.kmsKey()))),
        RequestBody.fromString("secret"));
    HeadObjectResponse head = null;
    for (int i = 0; i < 600; i++) {
      head =
          s3.headObject(
              ask ->
                  ask.bucket(from).key("sealed").overrideConfiguration(with(Mode.SSE_C.onRead())));
      if (head.replicationStatus() != ReplicationStatus.PENDING) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    assertThat(head.replicationStatus()).isEqualTo(ReplicationStatus.FAILED);
  }

  private static void refusals(Strongroom strongroom, String from) {
    S3Client s3 = strongroom.s3();
    assertThatThrownBy(
            () ->
                s3.putBucketVersioning(
                    put ->
                        put.bucket(from)
                            .versioningConfiguration(
                                versioning -> versioning.status(BucketVersioningStatus.SUSPENDED))))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidBucketState"));
    String plain = strongroom.newBucket();
    assertThatThrownBy(() -> replicate(strongroom, plain, "arn:aws:s3:::" + from))
        .hasMessageContaining("Versioning must be 'Enabled'");
    assertThatThrownBy(() -> replicate(strongroom, from, "arn:aws:s3:::" + plain))
        .hasMessageContaining("Destination bucket must have versioning enabled");
    assertThatThrownBy(() -> replicate(strongroom, from, TARGET))
        .hasMessageContaining("no replication target");
    s3.deleteBucketReplication(delete -> delete.bucket(from));
    assertThatThrownBy(() -> s3.getBucketReplication(get -> get.bucket(from)))
        .hasMessageContaining("not found");
  }

  @Test
  void kill_eitherSide_nothingIsLostTwiceOrOutOfOrder() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("strongroom-replication")) {
      Path file = folder.resolve("targets.properties");
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      RunningServer target = start(folder.resolve("target"), List.of());
      String to;
      try (Strongroom elsewhere = Strongroom.of(kept(target, folder))) {
        to = versioned(elsewhere);
        write(file, elsewhere, target, to);
      }
      target = start(folder.resolve("target"), List.of());
      Sides sides = new Sides(folder, file, to, target);
      String from = sides.begin();
      for (int kill = 0; kill < KILLS; kill++) {
        sides.writeAndKill(from, kill);
      }
      sides.verify(from);
    }
  }

  private static RunningServer start(Path data, List<String> options)
      throws IOException, InterruptedException {
    return RunningServer.start(data, options).awaitReady();
  }

  /** The data folder outlives the server. */
  private static Gateway kept(RunningServer server, TemporaryFolder folder) {
    return new Gateway(server, new TemporaryFolder(folder.resolve("nothing")));
  }

  private static void write(Path file, Strongroom elsewhere, RunningServer target, String bucket)
      throws IOException {
    Files.writeString(
        file,
        """
        elsewhere.endpoint=%s
        elsewhere.bucket=%s
        elsewhere.access-key-id=%s
        elsewhere.secret-access-key=%s
        elsewhere.ca-file=%s
        """
            .formatted(
                elsewhere.endpoint("https"),
                bucket,
                elsewhere.accessKey(),
                elsewhere.secretKey(),
                target.data().resolve("tls/ca.crt")));
  }

  /** A server that is copied to another one; both are killed and started again. */
  private static final class Sides {

    private final TemporaryFolder folder;
    private final Path file;
    private final String to;
    private final Random random = new Random(7);
    private RunningServer target;
    private int last;

    Sides(TemporaryFolder folder, Path file, String to, RunningServer target) {
      this.folder = folder;
      this.file = file;
      this.to = to;
      this.target = target;
    }

    private RunningServer source() throws Exception {
      return start(
          folder.resolve("source"),
          List.of("-Dstrongroom.replication.targets=" + file, "-Dstrongroom.replication.lease=3s"));
    }

    String begin() throws Exception {
      tell();
      try (Strongroom source = Strongroom.of(kept(source(), folder))) {
        String from = versioned(source);
        replicate(source, from, TARGET);
        return from;
      }
    }

    /** Where the target is now. */
    private void tell() throws Exception {
      String text = Files.readString(file);
      Files.writeString(
          file,
          text.replaceFirst(
              "elsewhere.endpoint=.*", "elsewhere.endpoint=" + target.endpoint("https")));
    }

    void writeAndKill(String from, int kill) throws Exception {
      tell();
      RunningServer server = source();
      try (Strongroom source = Strongroom.of(kept(server, folder))) {
        for (int i = 0; i < 40; i++) {
          last++;
          int number = last;
          source
              .s3()
              .putObject(
                  put -> put.bucket(from).key("k" + number % NAMES),
                  RequestBody.fromBytes(content(1_000 + number, number)));
        }
        if (kill == 0) {
          source
              .s3()
              .putObject(
                  put -> put.bucket(from).key("large"),
                  RequestBody.fromBytes(content(30 << 20, 99)));
        }
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
        if (kill % 2 == 1) {
          target.kill();
          target = start(folder.resolve("target"), List.of());
        }
        server.kill();
      }
    }

    void verify(String from) throws Exception {
      tell();
      try (Strongroom source = Strongroom.of(kept(source(), folder));
          Strongroom elsewhere = Strongroom.of(kept(target, folder))) {
        for (int name = 0; name < NAMES; name++) {
          String key = "k" + name;
          assertThat(awaitCopied(source.s3(), from, key).replicationStatus())
              .isEqualTo(ReplicationStatus.COMPLETED);
          assertThat(contents(elsewhere, to, key)).isEqualTo(contents(source, from, key));
        }
        awaitCopied(source.s3(), from, "large");
        assertThat(contents(elsewhere, to, "large"))
            .containsExactly(Arrays.hashCode(content(30 << 20, 99)));
      }
    }

    /** Of all versions, from the newest to the oldest. */
    private static List<Integer> contents(Strongroom strongroom, String bucket, String key) {
      S3Client s3 = strongroom.s3();
      return s3.listObjectVersions(list -> list.bucket(bucket).prefix(key)).versions().stream()
          .map(ObjectVersion::versionId)
          .map(
              id ->
                  Arrays.hashCode(
                      s3.getObjectAsBytes(get -> get.bucket(bucket).key(key).versionId(id))
                          .asByteArray()))
          .toList();
    }
  }
}
