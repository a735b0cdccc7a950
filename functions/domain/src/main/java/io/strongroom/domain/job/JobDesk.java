package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at jobs, and pauses, goes on with and cancels them. The operator's account sees all jobs,
 * another its own. Thread-safe.
 */
public final class JobDesk {

  private static final int MOST_FINDINGS = 1_000;

  private final Jobs jobs;
  private final ServiceRights rights;

  public JobDesk(Jobs jobs, ServiceRights rights) {
    this.jobs = jobs;
    this.rights = rights;
  }

  /** Which job. */
  public record Which(Caller caller, String id) {}

  /** A job with the first of what failed in it. */
  public record Seen(Job job, List<Jobs.Finding> findings) {

    public Seen {
      findings = List.copyOf(findings);
    }
  }

  /** Fails with AccessDenied or NoSuchJob. */
  public Uni<Seen> describe(Which which) {
    return get(which, "strongroom:DescribeJob")
        .chain(
            job -> jobs.findings(job.id(), MOST_FINDINGS).map(findings -> new Seen(job, findings)));
  }

  /** Which jobs. */
  public record Listing(Caller caller, int most) {}

  /** Newest first. Fails with AccessDenied. */
  public Uni<List<Job>> list(Listing listing) {
    return Uni.createFrom()
        .deferred(
            () -> {
              rights.require(listing.caller(), "strongroom:ListJobs");
              return jobs.list(
                  rights.seesAll(listing.caller())
                      ? Optional.empty()
                      : Optional.of(listing.caller().account()),
                  listing.most());
            });
  }

  /** What is wanted of a job. */
  public enum Wish {
    PAUSE,
    RESUME,
    CANCEL
  }

  /** A wish for a job. */
  public record Change(Caller caller, String id, Wish wish) {}

  /** Fails with AccessDenied, NoSuchJob, or NotInState. */
  public Uni<Job> change(Change change) {
    Which which = new Which(change.caller(), change.id());
    return get(which, "strongroom:UpdateJob")
        .chain(
            job ->
                switch (change.wish()) {
                  case PAUSE ->
                      set(job, List.of(Job.State.ACTIVE), Job.State.PAUSED, change.caller());
                  case RESUME ->
                      set(job, List.of(Job.State.PAUSED), Job.State.ACTIVE, change.caller());
                  case CANCEL ->
                      set(
                          job,
                          List.of(Job.State.ACTIVE, Job.State.PAUSED),
                          Job.State.CANCELLED,
                          change.caller());
                })
        .chain(job -> jobs.find(job.id()).map(found -> found.orElse(job)));
  }

  private Uni<Job> set(Job job, List<Job.State> from, Job.State to, Caller caller) {
    Optional<String> reason =
        to == Job.State.ACTIVE ? Optional.empty() : Optional.of("by " + caller.principal());
    return jobs.change(job.id(), from, to, reason)
        .map(
            done -> {
              if (!done) {
                throw new ObjectStoreException(
                    new JobError.NotInState(
                        job.id(), job.course().state().name().toLowerCase(Locale.ROOT)));
              }
              return job;
            });
  }

  private Uni<Job> get(Which which, String action) {
    return Uni.createFrom()
        .deferred(
            () -> {
              rights.require(which.caller(), action);
              return jobs.find(which.id());
            })
        .map(
            found ->
                found
                    .filter(job -> sees(which.caller(), job))
                    .orElseThrow(
                        () -> new ObjectStoreException(new JobError.NoSuchJob(which.id()))));
  }

  private boolean sees(Caller caller, Job job) {
    return rights.seesAll(caller) || job.maker().account().equals(caller.account());
  }
}
