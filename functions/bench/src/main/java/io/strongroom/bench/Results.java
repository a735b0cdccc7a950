package io.strongroom.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** All samples, by row and server, and the page that tells of them. */
final class Results {

  private final Map<String, Map<String, List<Sample>>> rows = new LinkedHashMap<>();

  void add(Workload workload, String server, Sample sample) {
    rows.computeIfAbsent(workload.name(), row -> new LinkedHashMap<>())
        .computeIfAbsent(server, name -> new ArrayList<>())
        .add(sample);
  }

  /** Turns that failed, in all: a rate beside failures says nothing. */
  long failed() {
    return samples().mapToLong(Sample::failed).sum();
  }

  private Stream<Sample> samples() {
    return rows.values().stream().flatMap(row -> row.values().stream()).flatMap(List::stream);
  }

  /**
   * A table in Markdown: for each server median, least and most, and the median's ratio to the
   * baseline's.
   */
  String table(List<String> servers, String baseline) {
    StringBuilder text = new StringBuilder("| |");
    servers.forEach(server -> text.append(' ').append(server).append(" | p50, p99 ms |"));
    servers.stream()
        .filter(server -> !server.equals(baseline))
        .forEach(
            server -> text.append(' ').append(server).append(" / ").append(baseline).append(" |"));
    text.append("\n|---|").append("---|---|".repeat(servers.size()));
    text.append("---|".repeat(servers.size() - 1)).append('\n');
    rows.forEach((row, samples) -> text.append(line(row, samples, servers, baseline)));
    return text.toString();
  }

  private static String line(
      String row, Map<String, List<Sample>> samples, List<String> servers, String baseline) {
    StringBuilder line = new StringBuilder("| ").append(row).append(" |");
    for (String server : servers) {
      line.append(cells(samples.getOrDefault(server, List.of())));
    }
    for (String server : servers) {
      if (!server.equals(baseline)) {
        line.append(
            " %.2f |"
                .formatted(
                    median(samples.getOrDefault(server, List.of()))
                        / median(samples.getOrDefault(baseline, List.of()))));
      }
    }
    return line.append('\n').toString();
  }

  private static String cells(List<Sample> samples) {
    if (samples.isEmpty()) {
      return " – | – |";
    }
    List<Double> rates = samples.stream().map(Sample::rate).sorted().toList();
    Sample middle = samples.get(samples.size() / 2);
    String unit = middle.megabytesPerSecond() > 0 ? "MB/s" : "/s";
    return String.format(
        Locale.ROOT,
        " %.0f %s (%.0f–%.0f) | %.1f, %.1f |",
        median(samples),
        unit,
        rates.getFirst(),
        rates.getLast(),
        median(samples.stream().map(Sample::p50).toList(), 0),
        median(samples.stream().map(Sample::p99).toList(), 0));
  }

  private static double median(List<Sample> samples) {
    return median(samples.stream().map(Sample::rate).toList(), Double.NaN);
  }

  private static double median(List<Double> values, double ofNone) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.isEmpty() ? ofNone : sorted.get(sorted.size() / 2);
  }
}
