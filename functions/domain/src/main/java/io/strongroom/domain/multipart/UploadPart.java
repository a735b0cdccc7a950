package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.object.ETag;
import io.strongroom.domain.object.RequestBody;
import java.util.Optional;

/** UploadPart: seals one body as one part, a stream of its own. */
public final class UploadPart {

  public record Command(
      Caller caller, PartId part, Optional<CustomerKey> customerKey, RequestBody body) {}

  public record Result(ETag etag, EncryptionEcho encryption, Optional<ObjectChecksum> checksum) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
