package io.strongroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What policies cost, and what records of requests cost: this build beside itself, in turns, so
 * that only the rules differ. Prints ratios; writes no page.
 *
 * <p>Arguments: the root of the repository, rounds, seconds of each measurement.
 */
public final class AccessBench {

  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final String PLAIN = "get 4 KiB, no policy";
  private static final String RULED = "get 4 KiB, 20 statements and a session policy";
  private static final String RECORDS = "-Dstrongroom.request-records=";

  private final Path repository;
  private final int rounds;
  private final Duration length;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  private AccessBench(Path repository, int rounds, Duration length) {
    this.repository = repository;
    this.rounds = rounds;
    this.length = length;
  }

  public static void main(String[] arguments) throws IOException {
    new AccessBench(
            Path.of(arguments[0]).toAbsolutePath(),
            Integer.parseInt(arguments[1]),
            Duration.ofSeconds(Long.parseLong(arguments[2])))
        .run();
  }

  private void run() throws IOException {
    System.out.println(Machine.describe() + ", load " + Machine.load());
    policies();
    records();
    rates.forEach(
        (row, all) -> System.out.printf("%-50s median %8.0f/s of %s%n", row, median(all), all));
    System.out.printf("with policies / without: %.3f%n", ratio(RULED, PLAIN));
    System.out.printf("get with records / without: %.3f%n", ratio("get, records", "get, none"));
    System.out.printf("put with records / without: %.3f%n", ratio("put, records", "put, none"));
    System.out.println("load at the end " + Machine.load());
  }

  private void policies() throws IOException {
    Build build = new Build("access", repository);
    try (Launched server = Launched.start(build, scratch(), Optional.empty())) {
      Ruled ruled = Ruled.prepare(server);
      Load plain = new Load(server, ruled.plainBucket());
      Load limited = new Load(ruled.asSession(server), ruled.ruledBucket());
      Workload written = Workload.put("put 4 KiB SSE-S3", Workload.S3);
      plain.run(written, WARM_UP);
      new Load(server, ruled.ruledBucket()).run(written, WARM_UP);
      Workload read = Workload.get("get 4 KiB SSE-S3", written.name());
      plain.run(read, WARM_UP);
      limited.run(read, WARM_UP);
      for (int round = 0; round < rounds; round++) {
        // Whoever is measured first changes, as the machine may get slower or faster.
        boolean first = round % 2 == 0;
        add(first ? PLAIN : RULED, (first ? plain : limited).run(read, length));
        add(first ? RULED : PLAIN, (first ? limited : plain).run(read, length));
      }
    }
  }

  private void records() throws IOException {
    for (int round = 0; round < rounds; round++) {
      boolean first = round % 2 == 0;
      records(first);
      records(!first);
    }
  }

  private void records(boolean kept) throws IOException {
    String name = kept ? "records" : "none";
    Build build = new Build("access-" + name, repository);
    try (Launched server = Launched.with(build, scratch(), Optional.of(RECORDS + kept))) {
      String bucket = "bench-" + Long.toString(System.nanoTime(), 36);
      try (Client client = server.client()) {
        client.send("PUT", "/" + bucket);
      }
      Load load = new Load(server, bucket);
      Workload written = Workload.put("put 4 KiB SSE-S3", Workload.S3);
      Workload read = Workload.get("get 4 KiB SSE-S3", written.name());
      load.run(written, WARM_UP);
      load.run(read, WARM_UP);
      add("put, " + name, load.run(written, length));
      add("get, " + name, load.run(read, length));
    }
  }

  private Path scratch() throws IOException {
    return Files.createDirectories(repository.resolve("functions/bench/target/run"));
  }

  private void add(String row, Sample sample) {
    System.out.printf(
        "%-50s %8.0f/s p50 %.1f ms, failed %d%n",
        row, sample.perSecond(), sample.p50(), sample.failed());
    rates.computeIfAbsent(row, name -> new ArrayList<>()).add(sample.perSecond());
  }

  private double ratio(String row, String to) {
    return median(rates.getOrDefault(row, List.of())) / median(rates.getOrDefault(to, List.of()));
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().skip(all.size() / 2).findFirst().orElse(Double.NaN);
  }
}
