package io.strongroom.domain.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobItem.Outcome;
import io.strongroom.domain.record.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What became of a batch of versions, in their order.
 *
 * @param outcomes of those up to {@code done}
 * @param later why the rest has to wait; empty when there is no rest
 * @param keyRefused why none of it went well, where it was for the key's sake
 * @param inVain blobs of outcomes that lie behind one that has to wait
 */
record JobBatch(
    List<Outcome> outcomes,
    Optional<String> later,
    Optional<String> keyRefused,
    List<UUID> inVain) {

  private sealed interface Attempt {
    record Done(Outcome outcome) implements Attempt {}

    record NoKey(Outcome outcome, String reason) implements Attempt {}

    record Later(String reason) implements Attempt {}
  }

  /**
   * Works on all of them.
   *
   * @param atOnce how many are under way at a time
   */
  static Uni<JobBatch> of(List<JobItem> items, Worked worked, int atOnce) {
    return Multi.createFrom()
        .range(0, items.size())
        .onItem()
        .transformToUni(
            place -> attempt(items.get(place), worked).map(attempt -> new Numbered(place, attempt)))
        .merge(atOnce)
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

  /** Of versions that are written down at once: what keeps one out keeps all out. */
  static Uni<JobBatch> whole(Uni<List<Outcome>> written) {
    return written
        .map(outcomes -> new JobBatch(outcomes, Optional.empty(), Optional.empty(), List.of()))
        .onFailure()
        .recoverWithItem(JobBatch::none);
  }

  private static JobBatch none(Throwable failure) {
    return switch (JobFailure.of(failure)) {
      case JobFailure.Later(var reason) ->
          new JobBatch(List.of(), Optional.of(reason), Optional.empty(), List.of());
      case JobFailure.KeyRefused(var reason, var detail) -> stopped(reason, detail);
      case JobFailure.OfVersion(var reason, var detail) -> stopped(reason, detail);
    };
  }

  private static JobBatch stopped(String reason, String detail) {
    return new JobBatch(
        List.of(), Optional.empty(), Optional.of(reason + ": " + detail), List.of());
  }

  /** What is done with each, and by whose rights. */
  record Worked(Job job, JobRights.Batch rights, JobHands hands) {

    private Uni<Outcome> on(JobItem item) {
      return hands.handle(item, job, rights);
    }
  }

  private static Uni<Attempt> attempt(JobItem item, Worked worked) {
    return Uni.createFrom()
        .deferred(() -> worked.on(item))
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
    List<UUID> inVain = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (later.isPresent()) {
        inVain.addAll(blobs(attempt));
        continue;
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
    return new JobBatch(
        List.copyOf(outcomes), later, anyWell ? Optional.empty() : refused, List.copyOf(inVain));
  }

  private static List<UUID> blobs(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Done(var outcome) -> blobs(outcome);
      case Attempt.NoKey _, Attempt.Later _ -> List.of();
    };
  }

  private static List<UUID> blobs(Outcome outcome) {
    return outcome.changed().map(JobItem.Change::blobsElsewhere).orElse(List.of());
  }

  /**
   * Blobs that no record names.
   *
   * @param changed places of the outcomes that were made
   */
  List<UUID> unused(Set<Integer> changed) {
    List<UUID> unused = new ArrayList<>(inVain);
    for (int place = 0; place < outcomes.size(); place++) {
      if (!changed.contains(place)) {
        unused.addAll(blobs(outcomes.get(place)));
      }
    }
    return unused;
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
