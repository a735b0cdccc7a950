package io.strongroom.runtime.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.signing.Credential;
import java.util.Optional;

/**
 * Access keys of the database for whoever must not wait: a key is loaded first, then asked for.
 * Thread-safe; never blocks.
 */
public interface StoredKeys {

  /**
   * What is to be waited for: completes when what can be known of the key is known, and never
   * fails. Empty when it is known already.
   */
  Optional<Uni<Void>> load(String accessKeyId);

  /** A key that stays, if it is known for certain now. */
  Optional<Credential> lasting(String accessKeyId);

  /** Whose it is, if that is known. */
  Optional<CallerIdentity> owner(String accessKeyId);
}
