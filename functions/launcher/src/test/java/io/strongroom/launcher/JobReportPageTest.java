package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JobReportPageTest {

  private static final String REPORT =
      """
      {"Job": {"JobId": "job-1", "Kind": "erase", "State": "done", "Principal": "arn:<script>",
        "Selection": {"Bucket": "b", "Prefix": "</td><img src=x onerror=alert(1)>", "Tags": {"a": "'b'"}},
        "Counts": [{"Result": "erased", "Versions": 3, "Bytes": 12},
                   {"Result": "skipped", "Reason": "locked", "Versions": 1, "Bytes": 4}],
        "Failed": [{"Bucket": "b", "Key": "a\\u202etxt.\\u0007", "VersionId": "null",
                    "Reason": "damaged", "Detail": "\\"x\\" & y"}]},
       "Statement": "strongroom job report 1\\njob: job-1\\n", "Signature": "c2ln",
       "PublicKey": "cHVi", "Algorithm": "Ed25519"}
      """;

  private final String page = JobReportPage.of(JobsClient.read(REPORT));

  @Test
  void of_report_tellsCountsAndWhatIsSigned() {
    assertThat(page)
        .contains("<td>erased</td><td></td><td class=\"n\">3</td><td class=\"n\">12</td>")
        .contains("<td>locked</td>")
        .contains("strongroom job report 1\njob: job-1")
        .contains("Ed25519 signature</th><td>c2ln");
  }

  @Test
  void of_textsOfClients_areNoMarkUp() {
    assertThat(page)
        .doesNotContain("<script>", "<img", "\u202e", "\u0007")
        .contains(
            "arn:&lt;script&gt;", "a\\u{202e}txt.\\u{7}", "&quot;x&quot; &amp; y", "&#39;b&#39;");
  }

  @Test
  void of_report_needsNothingElse() {
    assertThat(page).doesNotContain("http", "<link", "<script", "<img", "url(", "@import");
  }
}
