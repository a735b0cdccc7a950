package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * CopyObject: re-encrypts under new settings, or only re-wraps the data key where that is enough.
 */
public final class CopyObject {

  /**
   * @param metadata replaces the source's; empty copies the source's
   * @param otherChange whether the request changes something that this command does not carry (a
   *     storage class or a redirect header), which makes a copy onto itself legal
   */
  public record Command(
      Caller caller,
      Source source,
      ObjectRef destination,
      EncryptionRequest encryption,
      Optional<ObjectMetadata> metadata,
      Optional<ChecksumAlgorithm> checksum,
      WriteCondition condition,
      ETagRule etagRule,
      boolean otherChange) {}

  /** What to copy, with the customer key if it is sealed under one. */
  public record Source(
      ObjectRef ref, Optional<CustomerKey> customerKey, ReadConditions conditions) {}

  public record Result(
      ETag etag,
      Instant lastModified,
      EncryptionEcho encryption,
      Optional<ObjectChecksum> checksum) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
