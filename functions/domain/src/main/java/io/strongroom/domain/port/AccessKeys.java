package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.identity.SealingKey;
import io.strongroom.domain.identity.StoredKey;
import java.util.List;
import java.util.Optional;

/** Access keys, their secrets sealed. Every method is one statement. Thread-safe. */
public interface AccessKeys {

  /** The key that new secrets are sealed under, when there is one. */
  Uni<Optional<SealingKey>> sealingKey();

  /** Keeps a sealing key, unless there is one. */
  Uni<Void> addSealingKey(SealingKey key);

  /**
   * @param most how many keys that stay the member may have; temporary ones are not counted
   * @return false when it has as many
   */
  Uni<Boolean> add(StoredKey key, int most);

  /** Keys that stay, by age. */
  Uni<List<StoredKey>> of(String memberId);

  Uni<Boolean> setActive(String memberId, String keyId, boolean active);

  Uni<Boolean> remove(String memberId, String keyId);

  /** Removes temporary keys that ended long ago. */
  Uni<Void> forgetEnded();
}
