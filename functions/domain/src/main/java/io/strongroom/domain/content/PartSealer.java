package io.strongroom.domain.content;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.envelope.Envelopes;
import io.strongroom.domain.envelope.WrappedObject;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Seals one body as one part. Every attempt is a stream of its own with a fresh salt under the
 * upload's data key, so that the same part uploaded twice never repeats key and nonce.
 */
public final class PartSealer {

  private final Envelopes envelopes;
  private final BodySealer sealer;
  private final Uploads uploads;
  private final InstantSource clock;

  public PartSealer(Envelopes envelopes, BodySealer sealer, Uploads uploads, InstantSource clock) {
    this.envelopes = envelopes;
    this.sealer = sealer;
    this.uploads = uploads;
    this.clock = clock;
  }

  /** A stored part, and its checksum in the clear for the answer. */
  public record SealedPart(StoredPart part, Optional<ObjectChecksum> checksum) {}

  /** The upload's data key; the receiver closes it. */
  public Uni<DataKey> dataKey(Upload upload, Optional<CustomerKey> key, Caller caller) {
    return Uni.createFrom()
        .deferred(
            () -> {
              requireFittingKey(upload, key);
              TransportRule.requireFor(upload.encryption(), caller);
              WrappedObject wrapped =
                  new WrappedObject(upload.ref(), upload.keys().parts(), upload.encryption(), key);
              return envelopes.openUpload(wrapped, caller);
            })
        .onFailure(PartSealer::isWrongKey)
        .transform(
            failure -> new ObjectStoreException(new RequestError.UploadEncryptionMismatch()));
  }

  /** Does not close {@code key}. */
  public Uni<SealedPart> seal(Upload upload, int number, RequestBody body, DataKey key) {
    ETagSource source = upload.rules().etags();
    return sealer
        .seal(withChecksumOf(upload, body), key, source)
        .chain(
            sealedBody -> {
              StoredPart part = part(upload, number, sealedBody, key);
              return sealer
                  .discardUnlessPublished(sealedBody, uploads.putPart(upload, part))
                  .map(done -> new SealedPart(part, shownChecksum(upload, sealedBody, body)));
            });
  }

  /** The upload decides the algorithm; where it leaves that open, a part may bring any. */
  private static RequestBody withChecksumOf(Upload upload, RequestBody body) {
    Optional<ChecksumAlgorithm> declared = body.declaredChecksum();
    if (upload.checksum().isEmpty()) {
      return upload
          .rules()
          .defaultChecksum()
          .filter(kept -> keepsChecksums(upload))
          .filter(kept -> declared.isPresent() && declared.get() != kept)
          .<RequestBody>map(kept -> new ChecksummedBody(body, kept))
          .orElse(body);
    }
    ChecksumAlgorithm wanted = upload.checksum().get().algorithm();
    if (declared.isEmpty()) {
      return new ChecksummedBody(body, wanted);
    }
    if (declared.get() != wanted) {
      throw new ObjectStoreException(
          new RequestError.ChecksumAlgorithmMismatch(wanted, declared.get()));
    }
    return body;
  }

  /** S3: under a customer key nothing is known of the bytes that nobody asked for. */
  private static boolean keepsChecksums(Upload upload) {
    return upload.checksum().isPresent()
        || !(upload.encryption() instanceof EncryptionDescription.CustomerProvided);
  }

  /** S3: the one that the upload asks for, else what the client sent with the part. */
  private static Optional<ObjectChecksum> shownChecksum(
      Upload upload, SealedBody sealedBody, RequestBody sent) {
    if (upload.checksum().isPresent()) {
      return sealedBody.checksum();
    }
    return sent.declaredChecksum().isPresent() ? sent.checksum() : Optional.empty();
  }

  private StoredPart part(Upload upload, int number, SealedBody sealedBody, DataKey key) {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      return new StoredPart(
          number,
          sealedBody.blobId(),
          sealedBody.size(),
          sealedBody.commitment(),
          sealedBody.etag(),
          sealedBody
              .checksum()
              .filter(sum -> keepsChecksums(upload))
              .map(sum -> ChecksumVault.store(sum, upload.encryption(), metadataKey)),
          Instant.ofEpochMilli(clock.millis()));
    }
  }

  private static void requireFittingKey(Upload upload, Optional<CustomerKey> key) {
    boolean needed = upload.encryption() instanceof EncryptionDescription.CustomerProvided;
    if (needed != key.isPresent()) {
      throw new ObjectStoreException(new RequestError.UploadEncryptionRequired());
    }
  }

  private static boolean isWrongKey(Throwable failure) {
    return failure instanceof ObjectStoreException refused
        && refused.error() instanceof RequestError.CustomerKeyWrong;
  }
}
