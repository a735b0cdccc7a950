package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import java.util.List;

/** Knows what outside this KMS needs a key. Thread-safe. */
@FunctionalInterface
public interface KeyWitness {

  /** What would be lost with the key, one sentence each; none when nothing is known. */
  Uni<List<String>> losses(KmsKeyId key);
}
