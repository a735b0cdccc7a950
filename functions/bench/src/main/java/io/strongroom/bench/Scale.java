package io.strongroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rates of one build with few objects in a bucket and with many, in turns. */
public final class Scale {

  private static final String FEW = "bench-few";
  private static final String MANY = "bench-many";
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private final BenchSettings settings;
  private final Results results = new Results();

  Scale(BenchSettings settings) {
    this.settings = settings;
  }

  /** The root of the repository, then the options of {@link Bench}. */
  public static void main(String[] arguments) throws IOException {
    BenchSettings settings = BenchSettings.parse(List.of(arguments));
    Files.createDirectories(settings.scratch());
    System.out.println(
        Machine.describe() + new Scale(settings).measure(new Build("this", settings.repository())));
  }

  /** The sections of the page that tell of it. */
  String measure(Build build) throws IOException {
    String counted;
    try (Launched server =
        Launched.start(build, settings.scratch().resolve("scale"), Optional.empty())) {
      prepare(server);
      for (int round = 0; round < settings.rounds(); round++) {
        for (String bucket : List.of(FEW, MANY)) {
          measure(server, bucket);
        }
      }
      counted = new KeysCounted(settings, build).measure(server, MANY);
    }
    return """

        ## Objects in a bucket

        The same build, 1,000 objects in a bucket beside %,d: rows made by SQL under keys in no order, and the 1,000
        objects that are read and written.

        %s"""
            .formatted(settings.objects(), results.table(List.of(FEW, MANY), FEW))
        + counted;
  }

  private void prepare(Launched server) throws IOException {
    for (String bucket : List.of(FEW, MANY)) {
      try (Client client = server.client()) {
        client.send("PUT", "/" + bucket);
      }
      new Load(server, bucket).run(Workload.ofObjects(false).getFirst(), WARM_UP);
    }
    new Crowd(server.data()).join(MANY, Workload.firstName(), settings.objects());
  }

  private void measure(Launched server, String bucket) throws IOException {
    for (Workload workload : Workload.ofObjects(bucket.equals(MANY))) {
      Sample sample = new Load(server, bucket).run(workload, settings.length());
      results.add(workload, bucket, sample);
      System.out.println(Sample.line(bucket, workload, sample));
    }
  }
}
