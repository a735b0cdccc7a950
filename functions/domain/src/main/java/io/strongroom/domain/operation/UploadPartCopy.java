package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksummedBody;
import io.strongroom.domain.content.PartSealer;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.PartId;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.Upload;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** UploadPartCopy: a part from bytes of an existing object. */
public final class UploadPartCopy {

  private final AuthorizedUploads uploads;
  private final CopySource sources;
  private final PartSealer sealer;

  public UploadPartCopy(AuthorizedUploads uploads, CopySource sources, PartSealer sealer) {
    this.uploads = uploads;
    this.sources = sources;
    this.sealer = sealer;
  }

  /**
   * @param range of the source's plaintext; empty for all of it
   */
  public record Command(
      Caller caller,
      PartId part,
      Optional<CustomerKey> customerKey,
      CopyObject.Source source,
      Optional<ByteRange> range)
      implements BringsKeys {

    @Override
    public Stream<CustomerKey> customerKeys() {
      return Stream.concat(customerKey.stream(), source.customerKey().stream());
    }
  }

  /**
   * @param source version that was copied, if it has an id
   */
  public record Result(
      ETag etag,
      Instant lastModified,
      Optional<VersionId> source,
      EncryptionEcho encryption,
      Optional<ObjectChecksum> checksum) {}

  public Uni<Result> execute(Command command) {
    PartId part = command.part();
    return uploads
        .locate(command.caller(), Action.PUT_OBJECT, part.ref(), part.uploadId())
        .chain(
            found ->
                Ownership.using(
                    sealer.dataKey(found.upload(), command.customerKey(), command.caller()),
                    key -> copy(command, found, key)));
  }

  private Uni<Result> copy(Command command, AuthorizedUploads.Found found, DataKey key) {
    Upload upload = found.upload();
    return Ownership.using(
        sources.open(command.caller(), command.source(), command.range()),
        plaintext ->
            uploads
                .requireRoom(found, plaintext.body().length())
                .chain(
                    room ->
                        sealer.seal(upload, command.part().number(), body(upload, plaintext), key))
                .map(
                    stored ->
                        new Result(
                            stored.part().etag(),
                            stored.part().lastModified(),
                            plaintext.version(),
                            EncryptionEcho.of(upload.encryption(), command.customerKey()),
                            stored.checksum())));
  }

  /** S3: parts always have a checksum, so that the completed object has one. */
  private static RequestBody body(Upload upload, CopySource.Plaintext plaintext) {
    RequestBody body = plaintext.body();
    return upload
        .rules()
        .defaultChecksum()
        .filter(ignored -> upload.checksum().isEmpty())
        .<RequestBody>map(algorithm -> new ChecksummedBody(body, algorithm))
        .orElse(body);
  }
}
