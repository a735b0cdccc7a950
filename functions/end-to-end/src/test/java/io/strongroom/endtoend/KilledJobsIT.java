package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.endtoend.LauncherCommands.Said;
import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * SIGKILL amid jobs, again and again: each object is under the old or the new key then, is read as
 * it was written, and the job's report says how many are under which.
 */
@OneProcess
class KilledJobsIT {

  /** {@code -Dstrongroom.kills} for more. */
  private static final int KILLS = Integer.getInteger("strongroom.kills", 1);

  /** {@code -Dstrongroom.jobs.objects} for more. */
  private static final int OBJECTS = Integer.getInteger("strongroom.jobs.objects", 160);

  private static final int CLIENTS = 16;
  private static final List<Mode> MODES = List.of(Mode.SSE_KMS, Mode.BUCKET_KEY, Mode.SM4);
  private static final String BUCKET = "killed-jobs";
  private static final Pattern JOB = Pattern.compile("job-[0-9a-f]{32}");
  private static final Pattern CHANGED = Pattern.compile("(\\d+) changed");

  /** So that whoever was killed is replaced soon, and few are done before somebody is killed. */
  private static final List<String> SETTINGS =
      List.of(
          "-Dstrongroom.jobs.lease=3s",
          "-Dstrongroom.jobs.poll-every=1s",
          "-Dstrongroom.jobs.slice-of=40");

  @AutoClose
  private final TemporaryFolder folder = TemporaryFolder.create("strongroom-killed-jobs");

  private final ConcurrentHashMap<String, HeadObjectResponse> heads = new ConcurrentHashMap<>();
  private final Random random = new Random();
  private String from = "";

  KilledJobsIT() throws IOException {}

  @Test
  void kill_amidJobs_everyObjectIsWholeAndUnderTheKeyThatTheReportSays() throws Exception {
    String to;
    String further;
    try (Strongroom strongroom = start()) {
      from = strongroom.newKmsKey();
      to = strongroom.newKmsKey();
      further = strongroom.newKmsKey();
      write(strongroom);
    }
    String rewrap = killedUntilEnded("rewrap", "--from", from, "--to", to, "--bucket", BUCKET);
    try (Strongroom strongroom = start()) {
      verify(strongroom, rewrap, to, true);
    }
    String again =
        killedUntilEnded(
            "re-encrypt", "--from", to, "--to", further, "--to-cipher", "SM4", "--bucket", BUCKET);
    try (Strongroom strongroom = start()) {
      verify(strongroom, again, further, false);
      // What the old keys wrapped is not needed by anybody.
      strongroom.kms().disableKey(key -> key.keyId(from));
      strongroom.kms().disableKey(key -> key.keyId(to));
      verify(strongroom, again, further, false);
      CleanLog.check(strongroom.log());
    }
  }

  private Strongroom start() throws Exception {
    RunningServer server = RunningServer.start(folder.resolve("data"), SETTINGS).awaitReady();
    return Strongroom.of(installation(server));
  }

  private Gateway installation(RunningServer server) throws IOException {
    return new Gateway(server, new TemporaryFolder(folder.resolve("nothing")));
  }

  private void write(Strongroom strongroom) throws Exception {
    strongroom.s3().createBucket(create -> create.bucket(BUCKET));
    each(object -> write(strongroom.s3(), object));
  }

  private void write(S3Client s3, int object) {
    Mode mode = MODES.get(object % MODES.size());
    s3.putObject(
        put ->
            put.bucket(BUCKET)
                .key(name(object))
                .overrideConfiguration(with -> mode.onWrite(from).forEach(with::putHeader)),
        RequestBody.fromBytes(content(object)));
    heads.put(name(object), s3.headObject(head -> head.bucket(BUCKET).key(name(object))));
  }

  private static String name(int object) {
    return "object-%05d".formatted(object);
  }

  private static byte[] content(int object) {
    byte[] content = new byte[object % 5 == 0 ? 70_000 : 100 + object % 9_000];
    new Random(object).nextBytes(content);
    return content;
  }

  /** Has clients do something with every object. */
  private static void each(IntConsumer work) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running =
          IntStream.range(0, OBJECTS)
              .<Future<?>>mapToObj(object -> clients.submit(() -> work.accept(object)))
              .toList();
      for (Future<?> one : running) {
        one.get(1, TimeUnit.HOURS);
      }
    }
  }

  /** The id of the job, which has ended. */
  private String killedUntilEnded(String... what) throws Exception {
    String id = "";
    for (int kill = 0; kill < KILLS; kill++) {
      RunningServer server = RunningServer.start(folder.resolve("data"), SETTINGS).awaitReady();
      try (Strongroom strongroom = Strongroom.of(installation(server))) {
        LauncherCommands commands = new LauncherCommands(strongroom);
        if (id.isEmpty()) {
          id = made(commands, what);
        }
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(3_000));
        server.kill();
      }
    }
    try (Strongroom strongroom = start()) {
      new LauncherCommands(strongroom).ran("jobs", "follow", id);
      CleanLog.check(strongroom.log());
    }
    return id;
  }

  private static String made(LauncherCommands commands, String... what) throws Exception {
    String[] words = new String[what.length + 3];
    words[0] = "jobs";
    words[1] = "run";
    System.arraycopy(what, 0, words, 2, what.length);
    words[what.length + 2] = "--detach";
    Matcher id = JOB.matcher(commands.ran(words).out());
    assertThat(id.find()).isTrue();
    return id.group();
  }

  private void verify(Strongroom strongroom, String job, String key, boolean sameData)
      throws Exception {
    LauncherCommands commands = new LauncherCommands(strongroom);
    AtomicInteger underIt = new AtomicInteger();
    each(
        object -> {
          HeadObjectResponse head = read(strongroom.s3(), object, sameData);
          underIt.addAndGet(head.ssekmsKeyId().equals(key) ? 1 : 0);
        });
    Said followed = commands.ran("jobs", "follow", job);
    Matcher changed = CHANGED.matcher(followed.out());
    assertThat(changed.find()).as(followed.out()).isTrue();
    assertThat(Integer.parseInt(changed.group(1))).isEqualTo(OBJECTS).isEqualTo(underIt.get());
    Path report = Files.createTempFile("strongroom-report", ".json");
    try {
      Files.writeString(report, commands.ran("jobs", "report", job).out());
      assertThat(commands.ran("jobs", "check", report.toString()).out()).contains("holds\tleft");
    } finally {
      Files.delete(report);
    }
    try (Metadata metadata = strongroom.metadata()) {
      assertThat(metadata.wrongReferences()).isZero();
    }
  }

  private HeadObjectResponse read(S3Client s3, int object, boolean sameData) {
    String name = name(object);
    assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(name)).asByteArray())
        .as(name)
        .isEqualTo(content(object));
    HeadObjectResponse head = s3.headObject(get -> get.bucket(BUCKET).key(name));
    HeadObjectResponse before = heads.get(name);
    assertThat(head.lastModified()).isEqualTo(before.lastModified());
    assertThat(head.metadata()).isEqualTo(before.metadata());
    if (sameData) {
      assertThat(head.eTag()).isEqualTo(before.eTag());
    }
    return head;
  }
}
