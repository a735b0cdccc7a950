package io.strongroom.domain.record;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Work on many versions, as it is at one moment.
 *
 * @param id unique for good
 */
public record Job(
    String id,
    JobSelection selection,
    JobTask task,
    Maker maker,
    Estimate estimate,
    Timing timing,
    Course course) {

  /** What it would be, if it were made: it has no id. */
  public Job unmade() {
    return new Job("", selection, task, maker, estimate, timing, course);
  }

  /**
   * Who had it made; it works with their rights.
   *
   * @param account whose buckets it works on, 12 digits
   * @param principal ARN
   * @param accessKeyId with which it was asked for: when that key may not be used any more, the job
   *     pauses
   */
  public record Maker(AccountId account, PrincipalName principal, String accessKeyId) {}

  /**
   * Whether versions are wrapped anew under the key that wraps them already: by its newest
   * material, where that changed.
   */
  public boolean wrapsAnew() {
    return task instanceof JobTask.Rewrap(JobTask.Target target)
        && selection.key().equals(Optional.of(target.keyId()));
  }

  /** How a job stands that begins now. */
  public static Course begunAt(Instant moment) {
    return new Course(State.ACTIVE, moment, Optional.empty(), Optional.empty(), List.of(), "");
  }

  /**
   * When it works.
   *
   * @param schedule by which it comes again; empty where somebody asked for it
   * @param bytesPerSecond that are read, more or less; empty for as fast as it goes
   */
  public record Timing(Optional<String> schedule, Optional<Long> bytesPerSecond) {

    /** Once, and as fast as it goes. */
    public static final Timing ONCE = new Timing(Optional.empty(), Optional.empty());
  }

  /**
   * What was counted before it began.
   *
   * @param kmsCalls how many calls to a KMS its work will take, at least
   * @param locked versions that a retention or a legal hold protects: an erasure does not count
   *     them among {@code versions}, every other job does
   */
  public record Estimate(long versions, long bytes, long kmsCalls, long locked) {

    /** Nothing. */
    public static final Estimate NONE = new Estimate(0, 0, 0, 0);
  }

  /** Whether anybody works on it. */
  public enum State {
    ACTIVE,
    PAUSED,
    CANCELLED,
    DONE
  }

  /**
   * How it went until now.
   *
   * @param reason why it is paused, or waits
   * @param digest over what became of each version, hexadecimal; whole when the job has ended
   */
  public record Course(
      State state,
      Instant createdAt,
      Optional<Instant> endedAt,
      Optional<String> reason,
      List<Count> counts,
      String digest) {

    private static final String OPEN_UPLOAD = "open-upload";

    public Course {
      counts = List.copyOf(counts);
    }

    /** Open uploads of the selection when the job began, which are no versions yet. */
    public long uploads() {
      return counts.stream()
          .filter(count -> count.reason().equals(OPEN_UPLOAD))
          .mapToLong(Count::versions)
          .sum();
    }

    /** How many ended so. */
    public long versions(Result result) {
      return counts.stream()
          .filter(count -> count.result() == result)
          .mapToLong(Count::versions)
          .sum();
    }
  }

  /** What became of a version. */
  public enum Result {
    CHANGED,
    VERIFIED,
    /** Gone for good. */
    ERASED,
    /** Written down. */
    LISTED,
    /** To be copied. */
    QUEUED,
    /** Left as it is, as the rules say. */
    SKIPPED,
    /** Left as it is, and not as it should be. */
    FAILED
  }

  /**
   * How many versions ended alike.
   *
   * @param reason in one word; empty where there is nothing to say
   */
  public record Count(Result result, String reason, long versions, long bytes) {}
}
