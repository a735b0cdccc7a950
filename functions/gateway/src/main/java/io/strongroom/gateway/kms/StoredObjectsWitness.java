package io.strongroom.gateway.kms;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.job.KeyLosses;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.emulator.service.KeyWitness;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells the KMS beside it which stored objects need a key. Thread-safe. */
@Singleton
final class StoredObjectsWitness implements KeyWitness {

  private final KeyLosses losses;

  StoredObjectsWitness(KeyInventory inventory) {
    this.losses = new KeyLosses(inventory);
  }

  @Override
  public Uni<List<String>> losses(KmsKeyId key) {
    return losses.of(key);
  }
}
