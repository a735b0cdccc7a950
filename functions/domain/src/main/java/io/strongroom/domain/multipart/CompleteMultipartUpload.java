package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.object.ETag;
import io.strongroom.domain.object.ObjectRef;
import io.strongroom.domain.object.WriteCondition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** CompleteMultipartUpload: makes the parts one object without touching their bytes. */
public final class CompleteMultipartUpload {

  /**
   * @param parts in the order of the request
   * @param expectation what the client says the whole object must be
   */
  public record Command(
      Caller caller,
      ObjectRef ref,
      String uploadId,
      List<NamedPart> parts,
      Expectation expectation,
      Optional<CustomerKey> customerKey,
      WriteCondition condition) {}

  /** A part as the request names it; {@code checksum} is base64. */
  public record NamedPart(int number, String etag, Optional<NamedChecksum> checksum) {}

  public record NamedChecksum(ChecksumAlgorithm algorithm, String value) {}

  /**
   * @param size plaintext bytes of the whole object
   */
  public record Expectation(
      Optional<NamedChecksum> checksum, Optional<ObjectChecksum.Type> type, OptionalLong size) {}

  public record Result(ETag etag, EncryptionEcho encryption, Optional<ObjectChecksum> checksum) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
