package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.object.ETagRule;
import io.strongroom.domain.object.ObjectMetadata;
import io.strongroom.domain.object.ObjectRef;
import java.util.Optional;

/** CreateMultipartUpload: fixes encryption and metadata of all parts. */
public final class CreateMultipartUpload {

  public record Command(
      Caller caller,
      ObjectRef ref,
      EncryptionRequest encryption,
      ObjectMetadata metadata,
      Optional<ChecksumChoice> checksum,
      ETagRule etagRule) {}

  public record Result(
      String uploadId, EncryptionEcho encryption, Optional<ChecksumChoice> checksum) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
