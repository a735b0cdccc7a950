package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.PartSealer;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.PartId;
import io.strongroom.domain.record.Upload;
import java.util.Optional;
import java.util.stream.Stream;

/** UploadPart: seals one body as one part, a stream of its own. */
public final class UploadPart {

  private final AuthorizedUploads uploads;
  private final PartSealer sealer;

  public UploadPart(AuthorizedUploads uploads, PartSealer sealer) {
    this.uploads = uploads;
    this.sealer = sealer;
  }

  public record Command(
      Caller caller, PartId part, Optional<CustomerKey> customerKey, RequestBody body)
      implements BringsKeys {

    @Override
    public Stream<CustomerKey> customerKeys() {
      return customerKey.stream();
    }
  }

  public record Result(ETag etag, EncryptionEcho encryption, Optional<ObjectChecksum> checksum) {}

  public Uni<Result> execute(Command command) {
    PartId part = command.part();
    return uploads
        .locate(command.caller(), Action.PUT_OBJECT, part.ref(), part.uploadId())
        .call(found -> uploads.requireRoom(found, command.body().length()))
        .map(found -> vouchedFor(command, found))
        .chain(
            upload ->
                Ownership.using(
                    sealer.dataKey(upload, command.customerKey(), command.caller()),
                    key -> seal(command, upload, key)));
  }

  private static Upload vouchedFor(Command command, AuthorizedUploads.Found found) {
    Vouching.require(
        command.body(), found.upload().metadata().marks().lock(), found.bucket().settings(), true);
    return found.upload();
  }

  private Uni<Result> seal(Command command, Upload upload, DataKey key) {
    return sealer
        .seal(upload, command.part().number(), command.body(), key)
        .map(
            stored ->
                new Result(
                    stored.part().etag(),
                    EncryptionEcho.of(upload.encryption(), command.customerKey()),
                    stored.checksum()));
  }
}
