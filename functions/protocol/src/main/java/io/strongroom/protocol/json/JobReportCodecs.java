package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.job.JobDesk;
import io.strongroom.domain.job.JobReports;
import io.strongroom.protocol.http.OperationCodec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** GetJobReport and CheckJobReport, which are this service's own. */
final class JobReportCodecs {

  private static final int LONGEST_STATEMENT = 32 * 1024;
  private static final int LONGEST_SIGNATURE = 64;

  private JobReportCodecs() {}

  static OperationCodec<JobDesk.Which, JobReports.Report> get() {
    return new JobCodecs.Codec<>(
        JobCodecs::which,
        (json, report) -> {
          json.object("Job", job -> JobCodecs.seen(job, report.seen()))
              .text("Statement", report.statement())
              .text("Signature", base64(report.signed().signature()))
              .text("PublicKey", base64(report.signed().publicKey()))
              .text("Algorithm", "Ed25519");
        });
  }

  static OperationCodec<JobReports.Given, List<JobReports.Finding>> check() {
    return new JobCodecs.Codec<>(
        (request, members) -> {
          Optional<String> statement = members.text("Statement");
          Optional<byte[]> signature = members.blob("Signature");
          new Constraints()
              .present("statement", statement)
              .length("statement", statement, 1, LONGEST_STATEMENT)
              .present("signature", signature)
              .blobLength("signature", signature, LONGEST_SIGNATURE, LONGEST_SIGNATURE)
              .check();
          members.requireRead();
          return new JobReports.Given(
              request.caller(),
              statement.orElseThrow(IllegalStateException::new),
              WrappedKey.of(signature.orElseThrow(IllegalStateException::new)));
        },
        (json, findings) ->
            json.objects(
                "Findings",
                findings,
                (entry, finding) ->
                    entry
                        .text("What", finding.what())
                        .flag("Holds", finding.holds())
                        .text("Detail", finding.detail())));
  }

  private static String base64(WrappedKey bytes) {
    return Base64.getEncoder().encodeToString(bytes.bytes());
  }
}
