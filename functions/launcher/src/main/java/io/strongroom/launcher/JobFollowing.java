package io.strongroom.launcher;

import io.strongroom.local.StartupException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Shows how a job goes until it ends or pauses: one line that is written over on a terminal, plain
 * lines elsewhere.
 */
final class JobFollowing {

  private static final int BAR = 30;
  private static final long PERCENT = 100;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  private final JobsClient client;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoClock;

  JobFollowing(JobsClient client, PrintStream out, boolean terminal, LongSupplier nanoClock) {
    this.client = client;
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
  }

  /**
   * Waits for the job's end.
   *
   * @throws StartupException when it pauses, is cancelled, or versions failed
   */
  void follow(String id) {
    long began = nanoClock.getAsLong();
    Duration pause = Duration.ofMillis(100);
    String before = "";
    while (true) {
      JobsClient.Answer job =
          client.call("DescribeJob", new JobsClient.Question().text("JobId", id));
      String line = line(job, Math.max(1, nanoClock.getAsLong() - began));
      if (terminal) {
        out.print("\r\u001b[K" + line);
        out.flush();
      } else if (!line.equals(before)) {
        out.println(line);
      }
      before = line;
      if (!job.text("State").equals("active")) {
        end(id, job);
        return;
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = longer(pause);
    }
  }

  private Duration longer(Duration pause) {
    Duration most = terminal ? ON_TERMINAL : ELSEWHERE;
    return pause.multipliedBy(2).compareTo(most) > 0 ? most : pause.multipliedBy(2);
  }

  /** For example {@code [===== ] 42 % 420 of 1000, 80/s, 7 s left, 0 failed}. */
  static String line(JobsClient.Answer job, long nanos) {
    long all = job.object("Estimate").number("Versions");
    long done = JobCommands.total(job);
    long share = all == 0 ? PERCENT : Math.min(PERCENT, PERCENT * done / all);
    double rate = (double) done * NANOS_PER_SECOND / nanos;
    int filled = Math.toIntExact(share * BAR / PERCENT);
    String left = rate > 0 && done < all ? ", %.0f s left".formatted((all - done) / rate) : "";
    String reason = job.text("Reason");
    return "[%s%s] %3d %% %d of %d, %.0f/s%s, %d failed%s"
        .formatted(
            "=".repeat(filled),
            " ".repeat(BAR - filled),
            share,
            done,
            all,
            rate,
            left,
            JobCommands.versions(job, "failed"),
            reason.isEmpty() ? "" : " (" + reason + ")");
  }

  private void end(String id, JobsClient.Answer job) {
    if (terminal) {
      out.println();
    }
    out.println(JobCommands.summary(job));
    List<JobsClient.Answer> failed = job.objects("Failed");
    failed.forEach(
        each ->
            out.println(
                "failed\t%s/%s\t%s\t%s\t%s"
                    .formatted(
                        each.text("Bucket"),
                        each.text("Key"),
                        each.text("VersionId"),
                        each.text("Reason"),
                        each.text("Detail"))));
    if (!job.text("State").equals("done")) {
      throw new StartupException(
          "The job " + id + " is " + job.text("State") + ": " + job.text("Reason"));
    }
    if (!failed.isEmpty()) {
      throw new StartupException("The job " + id + " is done, but for what failed.");
    }
  }
}
