package io.strongroom.domain.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobItem.Outcome;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of a batch of versions, in their order.
 *
 * @param outcomes of those up to {@code done}
 * @param later why the rest has to wait; empty when there is no rest
 * @param keyRefused why none of it went well, where it was for the key's sake
 */
record JobBatch(List<Outcome> outcomes, Optional<String> later, Optional<String> keyRefused) {

  /** So many are under way at a time: most of the time is waiting for a KMS. */
  private static final int AT_ONCE = 8;

  private sealed interface Attempt {
    record Done(Outcome outcome) implements Attempt {}

    record NoKey(Outcome outcome, String reason) implements Attempt {}

    record Later(String reason) implements Attempt {}
  }

  static Uni<JobBatch> of(Jobs.Batch batch, JobTask task, Caller caller, JobHands hands) {
    List<JobItem> items = batch.items();
    JobRights.Batch rights = hands.rights(task, caller);
    return Multi.createFrom()
        .range(0, items.size())
        .onItem()
        .transformToUni(
            place ->
                attempt(items.get(place), rights, hands)
                    .map(attempt -> new Numbered(place, attempt)))
        .merge(AT_ONCE)
        .collect()
        .asList()
        .map(JobBatch::inOrder)
        .map(JobBatch::of);
  }

  private record Numbered(int place, Attempt attempt) {}

  private static List<Attempt> inOrder(List<Numbered> attempts) {
    return attempts.stream()
        .sorted(Comparator.comparingInt(Numbered::place))
        .map(Numbered::attempt)
        .toList();
  }

  private static Uni<Attempt> attempt(JobItem item, JobRights.Batch rights, JobHands hands) {
    return Uni.createFrom()
        .deferred(() -> hands.handle(item, rights))
        .<Attempt>map(Attempt.Done::new)
        .onFailure()
        .recoverWithItem(failure -> failed(item, failure));
  }

  private static Attempt failed(JobItem item, Throwable failure) {
    return switch (JobFailure.of(failure)) {
      case JobFailure.Later(var reason) -> new Attempt.Later(reason);
      case JobFailure.KeyRefused(var reason, var detail) ->
          new Attempt.NoKey(Outcome.failed(item, reason, detail), reason + ": " + detail);
      case JobFailure.OfVersion(var reason, var detail) ->
          new Attempt.Done(Outcome.failed(item, reason, detail));
    };
  }

  private static JobBatch of(List<Attempt> attempts) {
    List<Outcome> outcomes = new ArrayList<>();
    Optional<String> later = Optional.empty();
    Optional<String> refused = Optional.empty();
    boolean anyWell = false;
    for (Attempt attempt : attempts) {
      if (later.isPresent()) {
        break;
      }
      switch (attempt) {
        case Attempt.Later(var reason) -> later = Optional.of(reason);
        case Attempt.NoKey(var outcome, var reason) -> {
          outcomes.add(outcome);
          refused = Optional.of(reason);
        }
        case Attempt.Done(var outcome) -> {
          outcomes.add(outcome);
          anyWell |= outcome.result() == Job.Result.CHANGED;
        }
      }
    }
    return new JobBatch(List.copyOf(outcomes), later, anyWell ? Optional.empty() : refused);
  }

  /** Up to which place all was dealt with; empty when nothing was. */
  Optional<Place> done() {
    return outcomes.isEmpty() ? Optional.empty() : Optional.of(place(outcomes.getLast().item()));
  }

  private static Place place(JobItem item) {
    return new Place(
        item.ref().object().bucket().value(),
        item.ref().object().key().value(),
        item.ref().version().value());
  }
}
