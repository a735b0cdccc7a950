package io.strongroom.bench;

import io.strongroom.signing.HeaderField;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What it costs to keep versions, to list very many of them, and to let them go by rules. */
public final class Kept {

  private static final String PLAIN = "plain";
  private static final String KEPT = "kept";
  private static final String EXPIRING = "expiring";
  private static final int VERSIONS_OF_A_KEY = 10;
  private static final long MOST_SECONDS = 600;

  private final BenchSettings settings;
  private final Results results = new Results();

  private Kept(BenchSettings settings) {
    this.settings = settings;
  }

  /** The root of the repository, then the options of {@link Bench}. */
  public static void main(String[] arguments) throws IOException {
    Kept kept = new Kept(BenchSettings.parse(List.of(arguments)));
    Files.createDirectories(kept.settings.scratch());
    System.out.println(kept.measure(new Build("this", kept.settings.repository())));
  }

  private String measure(Build build) throws IOException {
    String busyBefore = Machine.describe();
    try (Launched server =
        Launched.with(
            build,
            settings.scratch().resolve("kept"),
            // Wanted in its environment: STRONGROOM_LIFECYCLE_SWEEP_EVERY=2s, and _SWEEP_DELAY=1s.
            Optional.empty())) {
      prepare(server);
      for (int round = 0; round < settings.rounds(); round++) {
        for (String bucket : List.of(PLAIN, KEPT)) {
          measure(server, bucket, Workload.ofVersions());
        }
      }
      Past past = new Past(server.data());
      past.make(KEPT, Workload.firstName(), settings.objects(), VERSIONS_OF_A_KEY);
      measure(server, KEPT, Workload.ofPast());
      past.make(EXPIRING, Workload.firstName(), settings.objects() / VERSIONS_OF_A_KEY, 0);
      double objects = expire(server, past, EXPIRING, "<Expiration><Days>1</Days></Expiration>", 0);
      double versions =
          expire(
              server,
              past,
              KEPT,
              "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
                  + "</NoncurrentVersionExpiration>",
              settings.objects() / VERSIONS_OF_A_KEY);
      return report(busyBefore, objects, versions);
    }
  }

  private String report(String busyBefore, double objects, double versions) {
    return """
        ## Versions

        %s, load now %.1f. %,d versions of forty days ago, %d of each key, rows made by SQL. Turns that failed: %d.

        %s
        Gone by rules: %.0f objects a second in a bucket without versions, %.0f older versions a second."""
        .formatted(
            busyBefore,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            settings.objects(),
            VERSIONS_OF_A_KEY,
            results.failed(),
            results.table(List.of(PLAIN, KEPT), PLAIN),
            objects,
            versions);
  }

  private void prepare(Launched server) throws IOException {
    try (Client client = server.client()) {
      for (String bucket : List.of(PLAIN, KEPT, EXPIRING)) {
        client.send("PUT", "/" + bucket);
      }
      configure(
          client,
          KEPT + "?versioning=",
          "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    }
    for (String bucket : List.of(PLAIN, KEPT, EXPIRING)) {
      new Load(server, bucket).run(Workload.ofVersions().getFirst(), settings.length());
    }
  }

  private static void configure(Client client, String target, String document) throws IOException {
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    client.send("PUT", "/" + target, body, new HeaderField("Content-MD5", Hashes.md5(body)));
  }

  private void measure(Launched server, String bucket, List<Workload> workloads)
      throws IOException {
    for (Workload workload : workloads) {
      Sample sample = new Load(server, bucket).run(workload, settings.length());
      results.add(workload, bucket, sample);
      System.out.println(Sample.line(bucket, workload, sample));
    }
  }

  /** How many went a second, from the first that was seen to be gone to the last. */
  private static double expire(
      Launched server, Past past, String bucket, String action, long staying) throws IOException {
    long before = past.left(bucket);
    try (Client client = server.client()) {
      configure(
          client,
          bucket + "?lifecycle=",
          "<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix>"
              + Past.PREFIX
              + "</Prefix></Filter><Status>Enabled</Status>"
              + action
              + "</Rule></LifecycleConfiguration>");
    }
    long give = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    long first = 0;
    long atFirst = before;
    long left = before;
    while (left > staying && System.nanoTime() < give) {
      pause();
      left = past.left(bucket);
      if (first == 0 && left < before) {
        first = System.nanoTime();
        atFirst = left;
      }
    }
    double rate = (atFirst - left) / ((System.nanoTime() - first) / 1e9);
    System.out.printf(
        Locale.ROOT, "%s: %d of %d went, %.0f/s%n", bucket, before - left, before - staying, rate);
    return rate;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
