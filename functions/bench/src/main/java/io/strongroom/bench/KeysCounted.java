package io.strongroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * How long {@code keys usage} takes beside many objects, and what clients that read notice of it.
 * Its own process starts on the same processors, which they notice too.
 */
final class KeysCounted {

  private static final String ALONE = "alone";
  private static final String COUNTED = "keys counted";

  /** Short beside a count: the last one of each count ends after it. */
  private static final Duration LENGTH = Duration.ofSeconds(3);

  private final BenchSettings settings;
  private final Build build;
  private final Results results = new Results();
  private final StringBuilder took = new StringBuilder();

  KeysCounted(BenchSettings settings, Build build) {
    this.settings = settings;
    this.build = build;
  }

  /** The section of the page that tells of it. */
  String measure(Launched server, String bucket) throws IOException {
    Load load = new Load(server, bucket);
    Workload get = Workload.ofVersions().getLast();
    load.run(get, settings.length());
    for (int round = 0; round < settings.rounds(); round++) {
      add(ALONE, get, load.run(get, settings.length()));
      beside(server.data(), load, get);
    }
    return """

        ## Keys counted

        Reads of one bucket while `keys usage` counts what its key is needed for, again and again.

        %s
        %s"""
        .formatted(results.table(List.of(ALONE, COUNTED), ALONE), took);
  }

  private void add(String name, Workload get, Sample sample) {
    results.add(get, name, sample);
    System.out.println(Sample.line(name, get, sample));
  }

  /** Reads for as long as the count takes. */
  private void beside(Path data, Load load, Workload get) throws IOException {
    long began = System.nanoTime();
    CompletableFuture<String> count = usage(data);
    CompletableFuture<Double> seconds = count.thenApply(said -> (System.nanoTime() - began) / 1e9);
    while (!count.isDone()) {
      add(COUNTED, get, load.run(get, LENGTH));
    }
    try {
      String said = "- %.1f s: %s%n".formatted(seconds.join(), count.join().strip());
      System.out.print(said);
      took.append(said);
    } catch (CompletionException failed) {
      throw new IOException("the keys are not counted", failed);
    }
  }

  private CompletableFuture<String> usage(Path data) throws IOException {
    Path said = Files.createTempFile(settings.scratch(), "usage", ".txt");
    return new ProcessBuilder(
            build.launcher().toString(), "keys", "usage", "--data", data.toString())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start()
        .onExit()
        .thenApply(ended -> read(said, ended.exitValue()));
  }

  private static String read(Path said, int status) {
    try {
      String text = Files.readString(said, StandardCharsets.UTF_8);
      if (status != 0) {
        throw new IllegalStateException(text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
