package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What goes by itself. Every method is one transaction. */
public interface Expirations {

  /** Buckets in which something may. */
  Uni<List<Bucket>> buckets();

  /**
   * Which current objects to look at.
   *
   * @param writtenUntil inclusive
   * @param after a key, exclusive
   */
  record Question(
      BucketName bucket,
      String prefix,
      Instant writtenUntil,
      Optional<ObjectKey> after,
      int limit) {}

  /** A current object, as far as rules look at it. */
  record Candidate(ObjectKey key, long size, Instant written, List<Tag> tags) {

    public Candidate {
      tags = List.copyOf(tags);
    }
  }

  /** In bytewise order of keys. */
  Uni<List<Candidate>> candidates(Question question);

  /**
   * Does with each what its deletion would do, if it still is the one that was looked at. No key is
   * needed for that.
   *
   * @param seen the bucket whose rules say so; nothing is done when it has changed
   * @return how many went
   */
  Uni<Integer> expire(Bucket seen, List<Candidate> candidates);
}
