package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * Three gateways on one database and one store, behind HAProxy: what one has acknowledged every
 * other one has, one of them is killed every few seconds, and what one changes the others obey.
 */
@OneProcess
@ExtendWith(HaproxyNeeded.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {

  private static final int GATEWAYS = 3;
  private static final int CLIENTS = 16;
  private static final int NAMES = 3;
  private static final String BUCKET = "replicas";

  /** {@code -Dstrongroom.kills} for more. */
  private static final int KILLS = Integer.getInteger("strongroom.kills", 1);

  private final Ledger ledger = new Ledger();
  private final Random random = new Random();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private ReplicatedGateways gateways;
  private Strongroom strongroom;

  @BeforeAll
  void start() throws Exception {
    gateways = ReplicatedGateways.start(GATEWAYS);
    strongroom = Strongroom.of(gateways);
    strongroom.s3().createBucket(create -> create.bucket(BUCKET));
  }

  @AfterAll
  void stop() {
    strongroom.close();
  }

  private List<S3Client> each() {
    return IntStream.range(0, gateways.count())
        .mapToObj(i -> strongroom.s3(gateways.endpointOf(i)))
        .toList();
  }

  @Test
  @Order(1)
  void write_throughOne_isThereThroughAllOthersAtOnce() {
    List<S3Client> each = each();
    for (int round = 0; round < 20; round++) {
      S3Client writer = each.get(round % each.size());
      byte[] content = Samples.bytes(round % 2 == 0 ? 900 : 20_000);
      String name = "seen/" + round;
      writer.putObject(put -> put.bucket(BUCKET).key(name), RequestBody.fromBytes(content));
      for (S3Client reader : each) {
        assertThat(reader.getObjectAsBytes(get -> get.bucket(BUCKET).key(name)).asByteArray())
            .isEqualTo(content);
        assertThat(reader.listObjectsV2(list -> list.bucket(BUCKET).prefix("seen/")).contents())
            .hasSize(round + 1);
      }
    }
  }

  @Test
  @Order(1)
  void complete_partsThroughDifferentGateways_isWhole() {
    List<S3Client> each = each();
    String id = each.get(0).createMultipartUpload(u -> u.bucket(BUCKET).key("parts")).uploadId();
    byte[] content = Samples.bytes(2 * Samples.PART);
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int number = i + 1;
      byte[] part = Arrays.copyOfRange(content, i * Samples.PART, number * Samples.PART);
      String tag =
          each.get(number)
              .uploadPart(
                  p -> p.bucket(BUCKET).key("parts").uploadId(id).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    each.get(1)
        .completeMultipartUpload(
            done ->
                done.bucket(BUCKET)
                    .key("parts")
                    .uploadId(id)
                    .multipartUpload(all -> all.parts(parts)));
    assertThat(each.get(2).getObjectAsBytes(g -> g.bucket(BUCKET).key("parts")).asByteArray())
        .isEqualTo(content);
  }

  @Test
  @Order(1)
  void put_ifAbsentThroughAllAtOnce_oneWinsEachRound() throws Exception {
    List<S3Client> each = each();
    try (ExecutorService clients = Executors.newFixedThreadPool(GATEWAYS)) {
      for (int round = 0; round < 20; round++) {
        String name = "once/" + round;
        List<Future<Boolean>> running =
            each.stream().map(s3 -> clients.submit(() -> putsFirst(s3, name))).toList();
        int won = 0;
        for (Future<Boolean> one : running) {
          won += one.get(1, TimeUnit.MINUTES) ? 1 : 0;
        }
        assertThat(won).isOne();
      }
    }
  }

  private static boolean putsFirst(S3Client s3, String name) {
    try {
      s3.putObject(
          put -> put.bucket(BUCKET).key(name).ifNoneMatch("*"),
          RequestBody.fromBytes(Samples.bytes(5_000)));
      return true;
    } catch (AwsServiceException refused) {
      assertThat(refused.statusCode()).isIn(409, 412);
      return false;
    }
  }

  /** A second at most: by the clock, since that is the promise; a slow machine is given more. */
  private static void soon(BooleanSupplier holds) throws InterruptedException {
    long begin = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - begin > Duration.ofSeconds(20).toNanos()) {
        throw new AssertionError("not seen by another gateway");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    System.out.printf(
        "seen by another gateway after %d ms%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  @Test
  @Order(2)
  void change_bucketPolicyAndKeyThroughOne_othersObey() throws Exception {
    S3Client first = strongroom.s3(gateways.endpointOf(0));
    S3Client second = strongroom.s3(gateways.endpointOf(1));
    first.createBucket(create -> create.bucket("changed"));
    second.putObject(p -> p.bucket("changed").key("k"), RequestBody.fromString("x"));

    ServerSideEncryptionRule byKey =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                by ->
                    by.sseAlgorithm(ServerSideEncryption.AWS_KMS)
                        .kmsMasterKeyID(strongroom.kmsKey()))
            .build();
    first.putBucketEncryption(
        encryption ->
            encryption
                .bucket("changed")
                .serverSideEncryptionConfiguration(rules -> rules.rules(List.of(byKey))));
    assertThat(
            second
                .putObject(p -> p.bucket("changed").key("k"), RequestBody.fromString("y"))
                .serverSideEncryption())
        .isEqualTo(ServerSideEncryption.AWS_KMS);

    var iam = strongroom.iam(strongroom.root());
    iam.createUser(user -> user.userName("reader"));
    iam.attachUserPolicy(
        attach ->
            attach.userName("reader").policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
    AccessKey key = iam.createAccessKey(create -> create.userName("reader")).accessKey();
    S3Client reader =
        strongroom.s3(
            gateways.endpointOf(1),
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
    first.putObject(p -> p.bucket("changed").key("plain"), RequestBody.fromString("z"));
    soon(() -> status(() -> reader.headBucket(h -> h.bucket("changed"))) == 200);

    first.putBucketPolicy(
        policy ->
            policy
                .bucket("changed")
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                     "Action":"s3:ListBucket","Resource":"arn:aws:s3:::changed"}]}\
                    """));
    soon(() -> status(() -> reader.headBucket(h -> h.bucket("changed"))) == 403);
    first.deleteBucketPolicy(delete -> delete.bucket("changed"));
    soon(() -> status(() -> reader.headBucket(h -> h.bucket("changed"))) == 200);

    iam.updateAccessKey(
        update ->
            update.userName("reader").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
    soon(() -> status(() -> reader.headBucket(h -> h.bucket("changed"))) == 403);
  }

  private static int status(Runnable request) {
    try {
      request.run();
      return 200;
    } catch (AwsServiceException refused) {
      return refused.statusCode();
    }
  }

  @Test
  @Order(3)
  void kill_oneAfterAnotherUnderLoad_losesNothingAndARetryCures() throws Exception {
    underLoad(
        () -> {
          for (int kill = 0; kill < KILLS; kill++) {
            int number = kill % GATEWAYS;
            TimeUnit.MILLISECONDS.sleep(2_000 + random.nextInt(2_000));
            gateways.kill(number);
            TimeUnit.MILLISECONDS.sleep(500);
            gateways.startAgain(number);
            gateways.awaitReady(number);
          }
        });
  }

  @Test
  @Order(4)
  void restart_oneAfterAnotherUnderLoad_losesNothingAndARetryCures() throws Exception {
    underLoad(
        () -> {
          for (int number = 0; number < GATEWAYS; number++) {
            assertThat(gateways.stop(number)).isIn(0, 143);
            gateways.startAgain(number);
            gateways.awaitReady(number);
            TimeUnit.MILLISECONDS.sleep(1_500);
          }
        });
  }

  /** Something that goes on meanwhile. */
  private interface Course {
    void run() throws Exception;
  }

  private void underLoad(Course course) throws Exception {
    int before = ledger.acknowledged();
    AtomicBoolean stop = new AtomicBoolean();
    S3Client s3 = strongroom.s3();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running =
          IntStream.range(0, CLIENTS)
              .<Future<?>>mapToObj(client -> clients.submit(() -> write(s3, client, stop)))
              .toList();
      try {
        course.run();
      } finally {
        stop.set(true);
      }
      for (Future<?> client : running) {
        client.get(2, TimeUnit.MINUTES);
      }
    }
    System.out.printf(
        "%d acknowledged writes, %d that no retry cured%n",
        ledger.acknowledged() - before, failures.size());
    assertThat(failures).isEmpty();
    assertThat(ledger.acknowledged()).isGreaterThan(before);
    verify();
  }

  private void write(S3Client s3, int client, AtomicBoolean stop) {
    for (int step = 0; !stop.get(); step++) {
      String name = client + "/" + step / 3 % NAMES;
      try {
        // The client's own retries may all meet connections that one kill has cut.
        switch (step % 3) {
          case 0 -> ledger.replace(name, content -> again(() -> put(s3, name, content, Map.of())));
          case 1 ->
              ledger.replace(
                  name,
                  content ->
                      again(
                          () -> put(s3, name, content, Mode.SSE_KMS.onWrite(strongroom.kmsKey()))));
          default ->
              ledger.remove(
                  name, () -> again(() -> s3.deleteObject(d -> d.bucket(BUCKET).key(name))));
        }
      } catch (SdkException notCured) {
        failures.add(notCured);
      }
    }
  }

  private static void again(Runnable write) {
    for (int tries = 1; ; tries++) {
      try {
        write.run();
        return;
      } catch (SdkException failed) {
        if (tries == 5) {
          throw failed;
        }
      }
    }
  }

  private static void put(S3Client s3, String name, byte[] content, Map<String, String> headers) {
    s3.putObject(
        put -> put.bucket(BUCKET).key(name).overrideConfiguration(with(headers)),
        RequestBody.fromBytes(content));
  }

  private void verify() {
    List<S3Client> each = each();
    for (String name : ledger.names()) {
      for (S3Client s3 : each) {
        ledger.settle(name, get(s3, name));
      }
    }
    try (Metadata metadata = strongroom.metadata()) {
      assertThat(metadata.wrongReferences()).isZero();
    }
  }

  private static Optional<byte[]> get(S3Client s3, String name) {
    try {
      return Optional.of(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(name)).asByteArray());
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    }
  }

  /** All collect, and each blob goes once; what is still named stays. */
  @Test
  @Order(5)
  void collectors_ofAll_leaveNothingThatIsNotNamed() throws Exception {
    String query =
        "select count(*) from objects.blob b where b.refs > 0 and not exists"
            + " (select from objects.blob_bytes y where y.blob_id = b.id)";
    try (Metadata metadata = strongroom.metadata()) {
      long named = Long.parseLong(metadata.text(query));
      long kept = -1;
      for (int i = 0; i < 50 && kept != named; i++) {
        TimeUnit.MILLISECONDS.sleep(200);
        kept =
            gateways
                .store()
                .s3()
                .listObjectsV2Paginator(l -> l.bucket("sealed"))
                .contents()
                .stream()
                .count();
      }
      // What a kill left between blob and record waits for the sweep: never fewer than named.
      assertThat(kept).isGreaterThanOrEqualTo(named);
      assertThat(metadata.text("select count(*) from objects.turn")).isNotEqualTo("0");
    }
    verify();
    assertThat(gateways.log()).doesNotContain("ALARM");
  }
}
