package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.identity.KeyHolder;
import java.util.Optional;

/** Whose an access key is. Thread-safe. */
public interface KeyHolders {

  /**
   * An answer and when it was true.
   *
   * @param revision of everything that is kept about identities
   * @param holder empty when there is no such key, or it must not be used
   */
  record Found(long revision, Optional<KeyHolder> holder) {}

  /** The holder of exactly this access key, expired or not. */
  Uni<Found> find(String accessKeyId);

  /** The revision now. */
  Uni<Long> revision();
}
