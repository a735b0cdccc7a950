package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import java.util.Optional;

/** PutObject: seals one body as one object. */
public final class PutObject {

  public record Command(
      Caller caller,
      ObjectRef ref,
      EncryptionRequest encryption,
      ObjectMetadata metadata,
      RequestBody body,
      WriteCondition condition,
      ETagRule etagRule) {}

  public record Result(ETag etag, EncryptionEcho encryption, Optional<ObjectChecksum> checksum, long size) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
