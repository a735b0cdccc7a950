package io.strongroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures this build, another commit's and perhaps other servers, in turns on one machine, and
 * writes {@code docs/performance.md}. Servers run one at a time, so that none is the other's load.
 */
public final class Bench {

  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private final BenchSettings settings;
  private final Path scratch;
  private final Results results = new Results();

  private Bench(BenchSettings settings) {
    this.settings = settings;
    this.scratch = settings.scratch();
  }

  public static void main(String[] arguments) throws IOException {
    Bench bench = new Bench(BenchSettings.parse(List.of(arguments)));
    bench.run();
  }

  private void run() throws IOException {
    Files.createDirectories(scratch);
    Build now = new Build("this", settings.repository());
    Build before = Build.ofCommit(settings.repository(), settings.baseline(), scratch);
    List<String> servers = new ArrayList<>(List.of(before.name(), now.name()));
    servers.addAll(settings.endpoints().keySet());
    for (int round = 1; round <= settings.rounds(); round++) {
      boolean last = round == settings.rounds();
      measure(before, Optional.empty());
      measure(now, last ? Optional.of(scratch.resolve("this.jfr")) : Optional.empty());
      for (String name : settings.endpoints().keySet()) {
        measure(elsewhere(name));
      }
      report(servers, before.name(), round);
    }
    if (settings.objects() > 0) {
      Files.writeString(page(), new Scale(settings).measure(now), StandardOpenOption.APPEND);
    }
    FlameGraph.write(scratch.resolve("this.jfr"), scratch.resolve("this.svg"));
  }

  private void measure(Build build, Optional<Path> recording) throws IOException {
    try (Launched server = Launched.start(build, scratch, recording)) {
      measure(server);
    }
  }

  private void measure(Server server) throws IOException {
    String bucket = "bench-" + Long.toString(System.nanoTime(), 36);
    try (Client client = server.client()) {
      client.send("PUT", "/" + bucket);
    }
    Load load = new Load(server, bucket);
    List<Workload> table = Workload.table();
    load.run(table.get(0), WARM_UP);
    load.run(table.get(1), WARM_UP);
    for (Workload workload : table) {
      if (!workload.name().contains(settings.only())) {
        continue;
      }
      Sample sample = load.run(workload, settings.length());
      results.add(workload, server.name(), sample);
      System.out.println(Sample.line(server.name(), workload, sample));
    }
  }

  private Elsewhere elsewhere(String name) {
    return new Elsewhere(
        name,
        java.net.URI.create(settings.endpoints().get(name)),
        Server.credential(
            System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY")));
  }

  private Path page() {
    return settings.repository().resolve("docs/performance.md");
  }

  private void report(List<String> servers, String baseline, int rounds) throws IOException {
    Files.writeString(
        page(),
        """
        # Performance

        Written by `./mvnw -Pbench`: %d rounds in turns, each row for %d s a round, one server at a time, over TLS, with
        the defaults of `serve`. Median, least and most; then the latencies' medians; then ratios of medians. What the
        machine itself allows, and what the figures do not say: [performance-notes.md](performance-notes.md).

        Machine: %s. Turns that failed: %d.

        %s"""
            .formatted(
                rounds,
                settings.length().toSeconds(),
                Machine.describe(),
                results.failed(),
                results.table(servers, baseline)));
  }
}
