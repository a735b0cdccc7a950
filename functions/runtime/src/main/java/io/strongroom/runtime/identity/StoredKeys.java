package io.strongroom.runtime.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.protocol.http.Signers.Signer;
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

  /** A key, if it is known for certain now. One that ends is not to be taken without its token. */
  Optional<Credential> ready(String accessKeyId);

  /** Who signs with it, if that is known. */
  Optional<Signer> readySigner(String accessKeyId);
}
