package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.KeyDependents;
import io.strongroom.domain.record.KeyTally;
import io.strongroom.domain.record.Place;
import java.util.List;
import java.util.Optional;

/**
 * What lies under which key, as it is at the moment of each answer. Every method is one statement,
 * and does a bounded piece of work whatever there is.
 */
public interface KeyInventory {

  /**
   * Names of keys that anything needs, in an order of the store's own.
   *
   * @param after exclusive; empty for the first
   * @param owner whose objects and uploads need them; empty for anybody's, and for all else
   */
  Uni<List<KmsKeyId>> keys(Optional<KmsKeyId> after, Optional<AccountId> owner, int most);

  /** Buckets of one account with versions under a key; an empty one stands for customer keys. */
  Uni<List<BucketName>> buckets(Optional<KmsKeyId> key, AccountId owner);

  /**
   * Which versions to count.
   *
   * @param key canonical name of the key that wraps them; empty for those under customer keys
   * @param bucket empty for all buckets
   * @param after exclusive
   * @param most how many at most
   */
  record Question(Optional<KmsKeyId> key, Optional<BucketName> bucket, Place after, int most) {}

  /**
   * What was counted, in the order of buckets.
   *
   * @param last where the count goes on; empty when all were counted
   */
  record Counted(List<KeyTally> uses, Optional<Place> last) {

    public Counted {
      uses = List.copyOf(uses);
    }
  }

  Uni<Counted> count(Question question);

  /** What else needs a key. */
  Uni<KeyDependents> dependents(KmsKeyId key, Optional<BucketName> bucket);
}
