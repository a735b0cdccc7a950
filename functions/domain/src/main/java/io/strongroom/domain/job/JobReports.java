package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.ReportKeys;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says what a job did, signed and chained to the records of requests, and holds such a report
 * against what is stored. Thread-safe.
 */
public final class JobReports {

  private static final String CHAIN = "chain: ";

  private final Jobs jobs;
  private final JobDesk desk;
  private final ReportSigner signer;
  private final ReportKeys stored;

  public JobReports(Jobs jobs, JobDesk desk, ReportSigner signer, ReportKeys stored) {
    this.jobs = jobs;
    this.desk = desk;
    this.signer = signer;
    this.stored = stored;
  }

  /**
   * A report.
   *
   * @param statement what is signed
   */
  public record Report(JobDesk.Seen seen, String statement, ReportSigner.Signed signed) {}

  /** Fails with AccessDenied, NoSuchJob, or NotInState while the job has not ended. */
  public Uni<Report> report(JobDesk.Which which) {
    return desk.describe(which)
        .invoke(seen -> requireEnded(seen.job()))
        .chain(
            seen ->
                stored
                    .end()
                    .map(
                        link ->
                            JobStatement.of(seen.job())
                                + CHAIN
                                + link.number()
                                + " "
                                + link.hash()
                                + "\n")
                    .chain(
                        statement ->
                            signer
                                .sign(statement)
                                .map(signed -> new Report(seen, statement, signed))));
  }

  private static void requireEnded(Job job) {
    switch (job.course().state()) {
      case ACTIVE, PAUSED ->
          throw new ObjectStoreException(
              new JobError.NotInState(
                  job.id(), job.course().state().name().toLowerCase(Locale.ROOT)));
      case DONE, CANCELLED -> {}
    }
  }

  /** A report to be held against what is stored. */
  public record Given(Caller caller, String statement, WrappedKey signature) {}

  /** One thing that was looked at. */
  public record Finding(String what, boolean holds, String detail) {}

  /** Fails with AccessDenied, NoSuchJob or ImpossibleJob. */
  public Uni<List<Finding>> check(Given given) {
    String id =
        JobStatement.job(given.statement())
            .orElseThrow(
                () ->
                    new ObjectStoreException(
                        new JobError.ImpossibleJob("The statement is not one of a job's report.")));
    List<Finding> findings = new ArrayList<>();
    return desk.describe(new JobDesk.Which(given.caller(), id))
        .map(JobDesk.Seen::job)
        .chain(
            job ->
                signer
                    .verify(given.statement(), given.signature())
                    .invoke(
                        holds -> findings.add(new Finding("signature", holds, "of this service")))
                    .invoke(done -> findings.add(record(job, given.statement())))
                    .chain(done -> chain(given.statement()))
                    .invoke(findings::add)
                    .chain(done -> left(job)))
        .map(
            left -> {
              left.ifPresent(findings::add);
              return List.copyOf(findings);
            });
  }

  /** What was noted with every change is there still, and says the same. */
  private static Finding record(Job job, String statement) {
    int end = statement.lastIndexOf(CHAIN);
    boolean same = end > 0 && statement.substring(0, end).equals(JobStatement.of(job));
    return new Finding("record", same, "what became of each version, as it was noted");
  }

  private Uni<Finding> chain(String statement) {
    String[] link =
        statement.substring(statement.lastIndexOf(CHAIN) + CHAIN.length()).strip().split(" ", -1);
    if (!statement.contains(CHAIN) || link.length != 2 || !link[0].matches("[0-9]{1,18}")) {
      return Uni.createFrom().item(new Finding("chain", false, "there is no link"));
    }
    return stored
        .hashAt(Long.parseLong(link[0]))
        .map(
            hash ->
                hash.map(kept -> new Finding("chain", kept.equals(link[1]), "record " + link[0]))
                    .orElse(
                        new Finding("chain", true, "records of that time are not kept any more")));
  }

  /**
   * Counts again what was selected. What was there when the job began and is selected still can
   * only be what the job says it left. Empty where what was changed is selected still.
   */
  private Uni<Optional<Finding>> left(Job job) {
    if (job.course().state() != Job.State.DONE || !leavesSelection(job)) {
      return Uni.createFrom().item(Optional.empty());
    }
    long said =
        job.course().versions(Job.Result.SKIPPED)
            - job.course().uploads()
            + job.course().versions(Job.Result.FAILED);
    return new Estimation(
            jobs, job.maker().account(), job.selection().writtenBefore(job.course().createdAt()))
        .of(job.task())
        .map(now -> Optional.of(left(job.task(), now, said)));
  }

  private static Finding left(JobTask task, Job.Estimate now, long said) {
    if (task instanceof JobTask.Erase) {
      long there = now.versions() + now.locked();
      return new Finding(
          "left",
          there <= said,
          "%d versions from before are there, %d were left".formatted(there, said));
    }
    return new Finding(
        "left",
        now.versions() <= said,
        "%d versions from before are as they were, %d were left".formatted(now.versions(), said));
  }

  /** Whether a version that was changed is not selected any more. */
  private static boolean leavesSelection(Job job) {
    JobSelection selection = job.selection();
    return switch (job.task()) {
      case JobTask.Verify _, JobTask.Inventory _, JobTask.Replicate _ -> false;
      case JobTask.Erase() -> true;
      case JobTask.Rewrap _, JobTask.Encrypt _ -> selection.key().isPresent() && !job.wrapsAnew();
      case JobTask.ReEncrypt(var target, var cipher) ->
          (selection.key().isPresent()
                  && target.filter(to -> !selection.key().get().equals(to.keyId())).isPresent())
              || (selection.traits().cipher().isPresent()
                  && cipher.filter(to -> to != selection.traits().cipher().get()).isPresent());
    };
  }
}
