package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.identity.StoredKey.SealedSecret;
import java.util.Optional;

/**
 * Where the key is kept that reports are signed with, and to what they are chained. Thread-safe.
 */
public interface ReportKeys {

  /**
   * A pair of keys.
   *
   * @param publicKey X.509 encoding
   * @param privateKey PKCS #8 encoding, sealed
   */
  record Pair(WrappedKey publicKey, SealedSecret privateKey) {}

  Uni<Optional<Pair>> find();

  /** Keeps a pair, unless there is one. */
  Uni<Void> add(Pair pair);

  /**
   * A place in the chain of records of requests.
   *
   * @param hash hexadecimal
   */
  record Link(long number, String hash) {}

  /** The end of the chain now. */
  Uni<Link> end();

  /** The hash at a place; empty when none is kept there. */
  Uni<Optional<String>> hashAt(long number);
}
