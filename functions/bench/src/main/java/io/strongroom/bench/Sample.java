package io.strongroom.bench;

import java.util.List;

/**
 * One measurement of one row.
 *
 * @param perSecond turns
 * @param megabytesPerSecond 10^6 bytes; 0 for rows that count turns
 * @param p50 of the turns, milliseconds
 * @param p99 of the turns, milliseconds
 * @param failed turns that did not end well
 */
record Sample(double perSecond, double megabytesPerSecond, double p50, double p99, long failed) {

  /** What the row is about: megabytes where it moves them, else turns. */
  double rate() {
    return megabytesPerSecond > 0 ? megabytesPerSecond : perSecond;
  }

  static Sample of(Workload workload, List<Long> sortedNanos, double seconds, long failed) {
    double perSecond = sortedNanos.size() / seconds;
    return new Sample(
        perSecond,
        perSecond * workload.bytes() / 1e6,
        quantile(sortedNanos, 0.5),
        quantile(sortedNanos, 0.99),
        failed);
  }

  /** One line of what is printed while it goes on. */
  static String line(String server, Workload workload, Sample sample) {
    return "%-10s %-32s %10.1f/s %8.1f MB/s  p50 %.1f p99 %.1f ms  failed %d"
        .formatted(
            server,
            workload.name(),
            sample.perSecond(),
            sample.megabytesPerSecond(),
            sample.p50(),
            sample.p99(),
            sample.failed());
  }

  private static double quantile(List<Long> sorted, double share) {
    return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
  }
}
