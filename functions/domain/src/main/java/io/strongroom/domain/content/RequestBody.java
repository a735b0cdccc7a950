package io.strongroom.domain.content;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** The plaintext a client sends. Read once, by one thread. */
public interface RequestBody {

  /**
   * The bytes, checked while they are read: a body that is not what its request promised fails, at
   * the latest, where its end would be. The first call accepts the body.
   */
  InputStream stream();

  /** Plaintext bytes, if the client declared them. */
  OptionalLong length();

  /** Algorithm of the checksum that the client sends, in a header or after the body. */
  Optional<ChecksumAlgorithm> declaredChecksum();

  /**
   * Whether the client states a digest of the bytes, by which it would notice if others were kept;
   * or need not, by the rules of its dialect.
   */
  default boolean isVouchedFor() {
    return true;
  }

  /** After the end of the stream: the verified checksum of the client, or one computed instead. */
  Optional<ObjectChecksum> checksum();
}
