package io.strongroom.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is compared, and how long.
 *
 * @param repository root of this checkout
 * @param baseline commit whose build is the other side
 * @param rounds how often each side is measured; the medians are reported
 * @param length of one measurement
 * @param objects rows beside which 1,000 objects are measured again; 0 where they are not
 * @param only a part of the names of the rows that are measured; empty for all. A row that reads
 *     what another one wrote needs that one too
 * @param endpoints further servers by name, for instance another product on this machine
 */
record BenchSettings(
    Path repository,
    String baseline,
    int rounds,
    Duration length,
    long objects,
    String only,
    Map<String, String> endpoints) {

  BenchSettings {
    endpoints = Map.copyOf(endpoints);
    if (objects < 0 || rounds < 1 || length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("rounds and seconds are at least 1");
    }
  }

  /** The root of the repository, then options as {@code --name=value}. */
  static BenchSettings parse(List<String> arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : arguments.subList(1, arguments.size())) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("not an option: " + argument);
      }
      options.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    BenchSettings settings =
        new BenchSettings(
            Path.of(arguments.getFirst()).toAbsolutePath(),
            options.getOrDefault("baseline", "HEAD"),
            Integer.parseInt(options.getOrDefault("rounds", "5")),
            Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "10"))),
            Long.parseLong(options.getOrDefault("objects", "0")),
            options.getOrDefault("only", ""),
            endpoints(options.getOrDefault("endpoints", "")));
    options
        .keySet()
        .removeAll(List.of("baseline", "rounds", "seconds", "objects", "only", "endpoints"));
    if (!options.isEmpty()) {
      throw new IllegalArgumentException("unknown options: " + options.keySet());
    }
    return settings;
  }

  /** Where servers keep their data and logs while they are measured. */
  Path scratch() {
    return repository.resolve("functions/bench/target/run");
  }

  private static Map<String, String> endpoints(String text) {
    Map<String, String> endpoints = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      if (!entry.isBlank()) {
        String[] parts = entry.split("=", 2);
        endpoints.put(parts[0].strip(), parts[1].strip());
      }
    }
    return endpoints;
  }
}
