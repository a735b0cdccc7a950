package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.record.KeyDependents;
import io.strongroom.domain.record.KeyTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would be lost with a key, in sentences for an operator. Thread-safe. */
public final class KeyLosses {

  private final KeyInventory inventory;

  public KeyLosses(KeyInventory inventory) {
    this.inventory = inventory;
  }

  /**
   * None when nothing needs the key.
   *
   * @param key canonical name
   */
  public Uni<List<String>> of(KmsKeyId key) {
    return KeyCount.of(inventory, Optional.of(key), Optional.empty(), Integer.MAX_VALUE)
        .from(Optional.empty())
        .chain(
            total ->
                inventory
                    .dependents(key, Optional.empty())
                    .map(dependents -> told(total.uses(), dependents)));
  }

  private static List<String> told(List<KeyTally> uses, KeyDependents dependents) {
    List<String> all = new ArrayList<>();
    KeyTally.Sum sum =
        uses.stream().map(KeyTally::sum).reduce(new KeyTally.Sum(0, 0, 0), KeyTally.Sum::plus);
    long buckets = uses.stream().map(KeyTally::bucket).distinct().count();
    if (sum.versions() > 0) {
      all.add(
          "%d versions of objects (%d bytes) in %d buckets"
              .formatted(sum.versions(), sum.bytes(), buckets));
    }
    long uploads = dependents.uploads().stream().mapToLong(KeyDependents.Uploads::uploads).sum();
    if (uploads > 0) {
      all.add("%d open uploads".formatted(uploads));
    }
    if (dependents.accessKeys() > 0) {
      all.add("the secrets of %d access keys".formatted(dependents.accessKeys()));
    }
    if (!dependents.defaults().isEmpty()) {
      all.add("the default encryption of %d buckets".formatted(dependents.defaults().size()));
    }
    return all;
  }
}
