package io.strongroom.function.console.page;

import io.strongroom.domain.job.JobDesk;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import io.strongroom.function.console.words.JobWords;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.JobOperations;
import io.strongroom.runtime.http.InnerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Jobs: what they do, how far they are, what failed. */
@Singleton
public final class JobPages {

  static final String LIST = "/jobs";
  private static final String ONE = "/job";
  private static final String PREFIX = "StrongroomJobs.";
  private static final int MOST = 100;
  private static final int MOST_FAILURES = 50;

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.page(LIST, JobPages::list),
        PageRoute.page(ONE, JobPages::show),
        PageRoute.deed("/job/change", JobPages::change));
  }

  private static Reply list(Visit visit) {
    List<JobsPage.Row> rows =
        visit
            .ask(
                JobOperations.LIST_JOBS,
                InnerRequest.json(
                    PREFIX + "ListJobs", new JsonObject().put("MaxResults", MOST).encode()))
            .stream()
            .map(JobPages::row)
            .toList();
    return Reply.Page.of(new JobsPage(Frame.of(visit, "Jobs"), rows));
  }

  private static JobsPage.Row row(Job job) {
    return new JobsPage.Row(
        job.id(),
        WireNames.link(ONE, "job", job.id()),
        JobWords.task(job.task()),
        scope(job.selection()),
        JobWords.state(job.course().state()),
        Sizes.time(job.course().createdAt()));
  }

  private static String scope(JobSelection selection) {
    return selection
            .bucket()
            .map(bucket -> bucket.value() + "/" + selection.prefix())
            .orElse("All buckets")
        + selection.key().map(key -> ", under " + key.text()).orElse("");
  }

  private static Reply show(Visit visit) {
    String id = visit.query().need("job");
    JobDesk.Seen seen =
        visit.ask(
            JobOperations.DESCRIBE_JOB,
            InnerRequest.json(PREFIX + "DescribeJob", new JsonObject().put("JobId", id).encode()));
    Job job = seen.job();
    return Reply.Page.of(
        new JobPage(
            Frame.of(visit, "Job"),
            job.id(),
            job.course().state().name(),
            progress(job),
            facts(job),
            job.course().counts().stream()
                .map(
                    count ->
                        new Fact(
                            JobWords.result(count.result(), count.reason()),
                            Sizes.count(count.versions(), "version", "versions")
                                + ", "
                                + Sizes.bytes(count.bytes())))
                .toList(),
            seen.findings().stream()
                .limit(MOST_FAILURES)
                .map(each -> new JobPage.Failure(each.bucket(), each.key(), each.reason()))
                .toList()));
  }

  private static JobPage.Progress progress(Job job) {
    long done = job.course().counts().stream().mapToLong(Job.Count::versions).sum();
    long all = Math.max(done, job.estimate().versions());
    return new JobPage.Progress(
        done, Math.max(1, all), "%,d of about %,d versions".formatted(done, all));
  }

  private static List<Fact> facts(Job job) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("What it does", JobWords.task(job.task())));
    facts.add(new Fact("On what", scope(job.selection())));
    facts.add(new Fact("State", JobWords.state(job.course().state())));
    job.course().reason().ifPresent(reason -> facts.add(new Fact("Reason", reason)));
    facts.add(new Fact("Asked for by", job.maker().principal().text()));
    facts.add(new Fact("Begun", Sizes.time(job.course().createdAt())));
    job.course().endedAt().ifPresent(end -> facts.add(new Fact("Ended", Sizes.time(end))));
    facts.add(
        new Fact(
            "Estimated",
            Sizes.count(job.estimate().versions(), "version", "versions")
                + ", "
                + Sizes.bytes(job.estimate().bytes())
                + ", "
                + Sizes.count(job.estimate().kmsCalls(), "call", "calls")
                + " to the KMS"));
    return List.copyOf(facts);
  }

  private static Reply change(Visit visit) {
    String id = visit.form().need("job");
    visit.ask(
        JobOperations.UPDATE_JOB,
        InnerRequest.json(
            PREFIX + "UpdateJob",
            new JsonObject().put("JobId", id).put("Wish", visit.form().need("wish")).encode()));
    return Reply.Elsewhere.to(WireNames.link(ONE, "job", id, "done", Done.JOB_CHANGED.word()));
  }
}
