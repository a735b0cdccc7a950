package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What goes by itself. Every method is one transaction. Whatever is to go is looked at again under
 * its locks: nothing goes that changed since, nothing of a bucket that changed since, and nothing
 * that is locked.
 */
public interface Expirations {

  /** Buckets in which something may. */
  Uni<List<Bucket>> buckets();

  /**
   * Which keys to look at.
   *
   * @param until when what is asked for happened at the latest, inclusive
   * @param after a key, exclusive
   */
  record Question(
      BucketName bucket, String prefix, Instant until, Optional<ObjectKey> after, int limit) {}

  /** A current object or delete marker, as far as rules look at it. */
  record Candidate(ObjectKey key, long size, Instant written, List<Tag> tags) {

    public Candidate {
      tags = List.copyOf(tags);
    }
  }

  /**
   * Some of many.
   *
   * @param last behind which the next page begins; empty when this is the last one
   */
  record Page<T>(List<T> found, Optional<T> last) {

    public Page {
      found = List.copyOf(found);
    }
  }

  /** Objects that were written until then, in bytewise order of keys. */
  Uni<Page<Candidate>> candidates(Question question);

  /**
   * Does with each what its deletion would do: where versions are kept, a delete marker comes. No
   * key is needed for that.
   *
   * @param seen the bucket whose rules say so
   * @return how many went
   */
  Uni<Integer> expire(Bucket seen, List<Candidate> candidates);

  /** Delete markers that were written until then and have nothing behind them. */
  Uni<Page<Candidate>> loneMarkers(Question question);

  /**
   * @param seen the bucket whose rules say so
   * @return how many went
   */
  Uni<Integer> expireMarkers(Bucket seen, List<Candidate> markers);

  /**
   * How long versions stay that are not the current ones.
   *
   * @param until since when one is not, at the latest
   * @param keep how many of the newest of them stay whatever
   */
  record Patience(Instant until, int keep) {}

  /**
   * Which of them to look at.
   *
   * @param after exclusive
   */
  record VersionQuestion(
      BucketName bucket, String prefix, Patience patience, Optional<OldVersion> after, int limit) {}

  /**
   * A version that is not the current one, as far as rules look at it.
   *
   * @param place among those of its key, for the question that follows
   * @param marker whether it is a delete marker, which has neither size nor tags
   */
  record OldVersion(
      ObjectKey key, VersionId version, long place, long size, boolean marker, List<Tag> tags) {

    public OldVersion {
      tags = List.copyOf(tags);
    }
  }

  /** In bytewise order of keys, and of each from the newest to the oldest. */
  Uni<Page<OldVersion>> oldVersions(VersionQuestion question);

  /**
   * Deletes those that are still so old.
   *
   * @param seen the bucket whose rules say so
   * @return how many went
   */
  Uni<Integer> expireVersions(Bucket seen, List<OldVersion> versions, Patience patience);
}
