package io.strongroom.launcher;

import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** The commands {@code jobs}: work on many objects of a running server. */
final class JobCommands {

  private static final List<String> KINDS =
      List.of("rewrap", "re-encrypt", "encrypt", "verify", "inventory", "replicate", "erase");

  private final JobsClient client;
  private final PrintStream out;
  private final boolean terminal;

  JobCommands(JobsClient client, PrintStream out, boolean terminal) {
    this.client = client;
    this.out = out;
    this.terminal = terminal;
  }

  /** Versions that were dealt with. */
  static long total(JobsClient.Answer job) {
    return job.objects("Counts").stream().mapToLong(count -> count.number("Versions")).sum();
  }

  /** Versions that ended so. */
  static long versions(JobsClient.Answer job, String result) {
    return job.objects("Counts").stream()
        .filter(count -> count.text("Result").equals(result))
        .mapToLong(count -> count.number("Versions"))
        .sum();
  }

  /** For example {@code done: 12 changed, 1 skipped (locked)}. */
  static String summary(JobsClient.Answer job) {
    return job.text("State")
        + ": "
        + job.objects("Counts").stream()
            .map(
                count ->
                    count.number("Versions")
                        + " "
                        + count.text("Result")
                        + (count.text("Reason").isEmpty() ? "" : " (" + count.text("Reason") + ")"))
            .collect(Collectors.joining(", "));
  }

  /** Has a job made and waits for its end, or tells what it would do. */
  void run(String kind, Given given) {
    if (!KINDS.contains(kind)) {
      throw new UsageException("a job is one of " + String.join(", ", KINDS));
    }
    JobsClient.Answer job = client.call("CreateJob", JobQuestion.of(kind, given));
    JobsClient.Answer estimate = job.object("Estimate");
    out.printf(
        "%s %d versions, %d bytes, %d calls to a KMS at least, %d locked%n",
        given.has("--dry-run") ? "would work on" : job.text("JobId") + " works on",
        estimate.number("Versions"),
        estimate.number("Bytes"),
        estimate.number("KmsCalls"),
        estimate.number("Locked"));
    if (!given.has("--dry-run") && !given.has("--detach")) {
      follow(job.text("JobId"));
    }
  }

  JobReportFile reports() {
    return new JobReportFile(client, out);
  }

  /** Waits for a job's end. */
  void follow(String id) {
    new JobFollowing(client, out, terminal, System::nanoTime).follow(id);
  }

  /** One line for each job. */
  void list() {
    out.println("job\tstate\tkind\tversions\tdone\tfailed\tcreated");
    for (JobsClient.Answer job :
        client.call("ListJobs", new JobsClient.Question()).objects("Jobs")) {
      out.println(
          String.join(
              "\t",
              job.text("JobId"),
              job.text("State"),
              job.text("Kind"),
              String.valueOf(job.object("Estimate").number("Versions")),
              String.valueOf(total(job)),
              String.valueOf(versions(job, "failed")),
              job.text("CreatedAt")));
    }
  }

  /** All there is to tell of a job. */
  void show(String id) {
    out.println(
        JsonText.of(
            client.call("DescribeJob", new JobsClient.Question().text("JobId", id)).members()));
  }

  /**
   * @param wish {@code pause}, {@code resume} or {@code cancel}
   */
  void change(String id, String wish) {
    JobsClient.Question question = new JobsClient.Question().text("JobId", id).text("Wish", wish);
    out.println(summary(client.call("UpdateJob", question)));
  }
}
