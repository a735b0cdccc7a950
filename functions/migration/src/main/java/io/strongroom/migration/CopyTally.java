package io.strongroom.migration;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** What was done so far, told now and then. Thread-safe. */
final class CopyTally {

  /** Between two lines about how far it is. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final PrintStream out;
  private long keys;
  private long versions;
  private long markers;
  private long bytes;
  private long found;
  private long compared;
  private long left;
  private Instant lastLine = Instant.now();

  CopyTally(PrintStream out) {
    this.out = out;
  }

  synchronized void key() {
    keys++;
    Instant now = Instant.now();
    if (now.isAfter(lastLine.plus(PAUSE))) {
      lastLine = now;
      out.printf("%,d keys: %,d versions of %,d bytes copied%n", keys, versions, bytes);
    }
  }

  synchronized void copied(long size) {
    versions++;
    bytes += size;
  }

  synchronized void marked() {
    markers++;
  }

  synchronized void found(int some) {
    found += some;
  }

  synchronized void compared() {
    compared++;
  }

  /** A version that is not in the destination now. */
  synchronized void left(SourceVersion version, String reason) {
    left(version.key() + "\tversion " + version.id(), reason);
  }

  /** The same of all versions of a key, or of whatever is named. */
  synchronized void left(String what, String reason) {
    left++;
    out.println("not carried over: " + printable(what) + "\t" + printable(reason));
  }

  /** Something that belongs to the bucket and not to any version. */
  synchronized void setting(String what) {
    out.println("left to you: " + what);
  }

  /** Tells the sums; returns the exit code. */
  synchronized int end() {
    out.printf(
        "%,d keys: copied %,d versions of %,d bytes, each read back and compared, and %,d delete"
            + " markers%n",
        keys, versions, bytes, markers);
    out.printf("there already: %,d, of which %,d were compared again%n", found, compared);
    if (left > 0) {
      out.printf("%,d were not carried over: they are named above%n", left);
    }
    return left == 0 ? 0 : 1;
  }

  /** Keys may hold what a terminal obeys. */
  private static String printable(String text) {
    StringBuilder printed = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              if (each != '\t' && (Character.isISOControl(each) || each == 0xFEFF)) {
                printed.append("\\u%04x".formatted(each));
              } else {
                printed.appendCodePoint(each);
              }
            });
    return printed.toString();
  }
}
