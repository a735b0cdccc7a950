package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How fast jobs are against the bundled KMS, how often they ask it, and how much is written for
 * each object. The rates are said; the calls and the bytes are held. Run with {@code
 * -Dstrongroom.figures.objects=20000 -Dstrongroom.figures.gigabytes=4}.
 */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class JobFiguresIT {

  /** Few enough for every build: the rates of so few say nothing. */
  private static final int OBJECTS = Integer.getInteger("strongroom.figures.objects", 600);

  private static final int LARGE = 64 << 20;
  private static final int CLIENTS = 16;
  private static final Pattern MEMBER = Pattern.compile("\"(CreatedAt|EndedAt)\":\\s*\"([^\"]+)\"");
  private static final Pattern JOB = Pattern.compile("job-[0-9a-f]{32}");
  private static final Pattern ATTEMPTS =
      Pattern.compile("(?m)^strongroom_kms_attempts_seconds_count\\{[^}]*\\} ([0-9.]+)");

  private final Strongroom strongroom;
  private final LauncherCommands commands;
  private final String bucket;

  JobFiguresIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.commands = new LauncherCommands(strongroom);
    this.bucket = strongroom.newBucket();
  }

  @Test
  void rewrap_objectsOfOneBucketKey_asksTheKmsForBucketKeysOnly() throws Exception {
    String from = strongroom.newKmsKey();
    String to = strongroom.newKmsKey();
    put(from);
    long before = calls();
    long written = written();
    long pages = pages();

    String id = ran(OBJECTS, "rewrap", "--from", from, "--to", to);

    // One key of the bucket is opened and one made, each anew after a while; never one an object.
    assertThat(calls() - before).isLessThan(Math.max(60, OBJECTS / 20));
    say("rewrap", id);
    System.out.printf(
        "rewrap: %d bytes of WAL an object, among them %.2f whole pages%n",
        (written() - written) / OBJECTS, (pages() - pages) / (double) OBJECTS);
    say("rewrap, nothing left to do", ran(OBJECTS, "rewrap", "--to", to));
    say("verify", ran(OBJECTS, "verify"));
  }

  @Test
  @EnabledIfSystemProperty(named = "strongroom.figures.gigabytes", matches = "[1-9][0-9]*")
  void verify_largeObjects_besideTheDisk() throws Exception {
    byte[] content = Samples.bytes(LARGE);
    int objects = Integer.getInteger("strongroom.figures.gigabytes") * ((1 << 30) / LARGE);
    for (int i = 0; i < objects; i++) {
      String name = "large-" + i;
      strongroom
          .s3()
          .putObject(put -> put.bucket(bucket).key(name), RequestBody.fromBytes(content));
    }
    forget();
    long began = System.nanoTime();
    long bytes = read(strongroom.data().resolve("blobs"));
    double disk = bytes / ((System.nanoTime() - began) / 1e9);
    forget();
    Duration took = took(ran(objects, "verify"));
    System.out.printf(
        "verify: %.0f MB/s of large objects, %.0f MB/s from the disk%n",
        bytes / (took.toMillis() / 1e3) / 1e6, disk / 1e6);
  }

  /** Of what the machine holds in memory of files, where it lets itself be asked. */
  private static void forget() throws Exception {
    new ProcessBuilder("sync").start().waitFor();
    Path caches = Path.of("/proc/sys/vm/drop_caches");
    if (Files.isWritable(caches)) {
      Files.writeString(caches, "3");
    }
  }

  private static long read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    long bytes = 0;
    for (Path file : files) {
      try (FileChannel in = FileChannel.open(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer.clear())) {
          bytes += n;
        }
        buffer.clear();
      }
    }
    return bytes;
  }

  private long written() {
    return number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
  }

  /** Those that the log holds as wholes, as the first that changes after a checkpoint is. */
  private long pages() {
    return number("select wal_fpi from pg_stat_wal");
  }

  private long number(String query) {
    try (Metadata metadata = strongroom.metadata()) {
      return Long.parseLong(metadata.text(query));
    }
  }

  private void put(String key) throws Exception {
    S3Client s3 = strongroom.s3();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int first = client;
        running.add(
            clients.submit(
                () -> {
                  for (int i = first; i < OBJECTS; i += CLIENTS) {
                    put(s3, "object-" + i, key);
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get(1, TimeUnit.HOURS);
      }
    }
  }

  private void put(S3Client s3, String name, String key) {
    s3.putObject(
        put ->
            put.bucket(bucket)
                .key(name)
                .overrideConfiguration(
                    with -> Mode.BUCKET_KEY.onWrite(key).forEach(with::putHeader)),
        RequestBody.fromBytes(Samples.bytes(4096)));
  }

  private String ran(int objects, String kind, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("jobs", "run", kind, "--bucket", bucket));
    words.addAll(List.of(more));
    String out = commands.ran(words.toArray(String[]::new)).out();
    Matcher id = JOB.matcher(out);
    assertThat(id.find()).isTrue();
    assertThat(out).contains("done: " + objects);
    return id.group();
  }

  private void say(String kind, String id) throws Exception {
    Duration took = took(id);
    System.out.printf(
        "%s: %d objects of 4 KiB in %d ms, %d/s (load average %.1f)%n",
        kind,
        OBJECTS,
        took.toMillis(),
        Math.round(OBJECTS * 1000.0 / Math.max(1, took.toMillis())),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private Duration took(String id) throws Exception {
    Instant began = Instant.EPOCH;
    Instant ended = Instant.EPOCH;
    Matcher times = MEMBER.matcher(commands.ran("jobs", "show", id).out());
    while (times.find()) {
      if (times.group(1).equals("CreatedAt")) {
        began = Instant.parse(times.group(2));
      } else {
        ended = Instant.parse(times.group(2));
      }
    }
    return Duration.between(began, ended);
  }

  /** How many calls this server has sent to its KMS. */
  private long calls() throws Exception {
    URI health = strongroom.endpoint("health");
    try (HttpClient http = HttpClient.newHttpClient()) {
      String text =
          http.send(
                  HttpRequest.newBuilder(health.resolve("/q/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      Matcher found = ATTEMPTS.matcher(text);
      double all = 0;
      while (found.find()) {
        all += Double.parseDouble(found.group(1));
      }
      return Math.round(all);
    }
  }
}
