package io.strongroom.launcher;

import io.strongroom.local.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands {@code jobs report} and {@code jobs check}: what a job did, signed. */
final class JobReportFile {

  private final JobsClient client;
  private final PrintStream out;

  JobReportFile(JobsClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /**
   * Prints the report of a job that has ended.
   *
   * @param page whether as a page to print; else as JSON, which can be checked
   */
  void print(String id, boolean page) {
    JobsClient.Answer report =
        client.call("GetJobReport", new JobsClient.Question().text("JobId", id));
    if (page) {
      out.print(JobReportPage.of(report));
    } else {
      out.println(JsonText.of(report.members()));
    }
  }

  /**
   * Has a report held against what is stored.
   *
   * @throws StartupException when it does not hold
   */
  void check(Path file) {
    JobsClient.Answer report = read(file);
    List<JobsClient.Answer> findings =
        client
            .call(
                "CheckJobReport",
                new JobsClient.Question()
                    .text("Statement", report.text("Statement"))
                    .text("Signature", report.text("Signature")))
            .objects("Findings");
    findings.forEach(
        each ->
            out.println(
                "%s\t%s\t%s"
                    .formatted(
                        each.flag("Holds") ? "holds" : "FAILS",
                        each.text("What"),
                        each.text("Detail"))));
    if (!findings.stream().allMatch(each -> each.flag("Holds"))) {
      throw new StartupException("The report does not hold.");
    }
  }

  private static JobsClient.Answer read(Path file) {
    try {
      return JobsClient.read(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw StartupException.because("Cannot read " + file, e);
    }
  }
}
