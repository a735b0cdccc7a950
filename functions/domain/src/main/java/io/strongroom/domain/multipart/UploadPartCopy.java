package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.object.ByteRange;
import io.strongroom.domain.object.CopyObject;
import io.strongroom.domain.object.ETag;
import java.time.Instant;
import java.util.Optional;

/** UploadPartCopy: a part from bytes of an existing object. */
public final class UploadPartCopy {

  /**
   * @param range of the source's plaintext; empty for all of it
   */
  public record Command(
      Caller caller,
      PartId part,
      Optional<CustomerKey> customerKey,
      CopyObject.Source source,
      Optional<ByteRange> range) {}

  public record Result(
      ETag etag,
      Instant lastModified,
      EncryptionEcho encryption,
      Optional<ObjectChecksum> checksum) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
