package io.strongroom.signing;

import java.util.Optional;

/** Where verifiers look up access keys. Implementations are thread-safe and do not block. */
@FunctionalInterface
public interface Credentials {

  /** The credential with exactly this access key id. */
  Optional<Credential> find(String accessKeyId);
}
