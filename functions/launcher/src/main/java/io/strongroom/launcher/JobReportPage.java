package io.strongroom.launcher;

import io.strongroom.launcher.JobsClient.Answer;
import java.util.List;
import java.util.Map;

/**
 * A report as a page to print: HTML that needs nothing else, with what is signed word by word.
 * Whatever clients chose is escaped, characters that do not show included. Stateless.
 */
final class JobReportPage {

  private static final String STYLE =
      """
      body { font: 11pt/1.4 serif; margin: 2cm auto; max-width: 17cm; color: #000 }
      h1 { font-size: 16pt } h2 { font-size: 12pt; margin-top: 1.5em }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; vertical-align: top; padding: 2pt 6pt; border-bottom: 1px solid #999 }
      td, pre { overflow-wrap: anywhere } pre { white-space: pre-wrap; font-size: 8.5pt }
      tr, pre { break-inside: avoid } .n { text-align: right }
      """;

  private final StringBuilder page = new StringBuilder();

  private JobReportPage() {}

  /** Of what GetJobReport answered. */
  static String of(Answer report) {
    JobReportPage page = new JobReportPage();
    page.head(report.object("Job"));
    page.counts(report.object("Job").objects("Counts"));
    page.failed(report.object("Job").objects("Failed"));
    page.proof(report);
    return page.page.append("</body>\n</html>\n").toString();
  }

  private void head(Answer job) {
    String title = "Job " + job.text("JobId");
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n<table>\n");
    line("Kind", job.text("Kind"));
    line("To key", job.text("ToKeyId"));
    line("To cipher", job.text("ToCipher"));
    line("Into", job.text("Into"));
    selection(job.object("Selection"));
    line("Account", job.text("Account"));
    line("Made by", job.text("Principal"));
    line("Began", job.text("CreatedAt"));
    line("Ended", job.text("EndedAt"));
    line("State", job.text("State"));
    line("Digest", job.text("Digest"));
    page.append("</table>\n");
  }

  private void selection(Answer selection) {
    for (Map.Entry<String, String> each :
        List.of(
            Map.entry("FromKeyId", "Under key"),
            Map.entry("Bucket", "In bucket"),
            Map.entry("Prefix", "With prefix"),
            Map.entry("Mode", "Of mode"),
            Map.entry("Cipher", "Of cipher"),
            Map.entry("WrittenBefore", "Written before"))) {
      line(each.getValue(), selection.text(each.getKey()));
    }
    Answer tags = selection.object("Tags");
    tags.members().keySet().forEach(tag -> line("Tagged", tag + " = " + tags.text(tag)));
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      page.append("<tr><th>")
          .append(escaped(name))
          .append("</th><td>")
          .append(escaped(value))
          .append("</td></tr>\n");
    }
  }

  private void counts(List<Answer> counts) {
    page.append("<h2>What became of each version</h2>\n<table>\n<tr><th>Result</th><th>Reason</th>")
        .append("<th class=\"n\">Versions</th><th class=\"n\">Bytes</th></tr>\n");
    for (Answer count : counts) {
      page.append("<tr><td>")
          .append(escaped(count.text("Result")))
          .append("</td><td>")
          .append(escaped(count.text("Reason")))
          .append("</td><td class=\"n\">")
          .append(count.number("Versions"))
          .append("</td><td class=\"n\">")
          .append(count.number("Bytes"))
          .append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private void failed(List<Answer> failed) {
    if (failed.isEmpty()) {
      return;
    }
    page.append("<h2>What failed</h2>\n<table>\n");
    page.append("<tr><th>Object</th><th>Version</th><th>Why</th></tr>\n");
    for (Answer each : failed) {
      page.append("<tr><td>")
          .append(escaped(each.text("Bucket") + "/" + each.text("Key")))
          .append("</td><td>")
          .append(escaped(each.text("VersionId")))
          .append("</td><td>")
          .append(escaped(each.text("Reason") + ": " + each.text("Detail")))
          .append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private void proof(Answer report) {
    page.append("<h2>What is signed</h2>\n<pre>")
        .append(escaped(report.text("Statement")))
        .append("</pre>\n<table>\n");
    line(report.text("Algorithm") + " signature", report.text("Signature"));
    line("Public key", report.text("PublicKey"));
    page.append("</table>\n");
  }

  /** Texts as they are meant: no mark-up, and nothing that hides or turns what stands beside it. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().forEach(c -> escape(safe, c));
    return safe.toString();
  }

  private static void escape(StringBuilder safe, int c) {
    switch (c) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      case '\n' -> safe.append('\n');
      default -> {
        if (shows(c)) {
          safe.appendCodePoint(c);
        } else {
          safe.append("\\u{%x}".formatted(c));
        }
      }
    }
  }

  private static boolean shows(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
