package io.strongroom.domain.content;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SealedOutput;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ETagRule;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.UUID;

/**
 * Streams one body into one new blob: plaintext in, sealed bytes out, memory bounded by one buffer
 * whatever the size. The blob is durable when the Uni completes, and gone when it fails.
 */
public final class BodySealer {

  /** S3 and OBS: one upload or part carries at most 5 GiB. */
  public static final long MAX_BODY_BYTES = 5L << 30;

  private static final int LEAST_BUFFER_BYTES = 1024;
  private static final int MOST_BUFFER_BYTES = 128 * 1024;

  private final BlobStore blobs;
  private final Workers workers;

  public BodySealer(BlobStore blobs, Workers workers) {
    this.blobs = blobs;
    this.workers = workers;
  }

  /** Does not close {@code key}. */
  public Uni<SealedBody> seal(RequestBody body, DataKey key, ETagSource etagSource) {
    return workers.call(() -> sealNow(body, key, etagSource));
  }

  /**
   * Removes a blob again if the store refused the record that names it. When it is not known
   * whether the record was stored (a lost connection), the blob stays: the collector decides later.
   */
  public <T> Uni<T> discardUnlessPublished(UUID blobId, Uni<T> publishing) {
    return publishing
        .onFailure(BodySealer::isRefusal)
        .call(refused -> discard(blobId).onFailure().recoverWithNull());
  }

  /** A store that is not available may have lost its answer only, with the record stored. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ObjectStoreException refused
        && !(refused.error() instanceof RequestError.StorageUnavailable);
  }

  private Uni<Void> discard(UUID blobId) {
    return workers.call(
        () -> {
          blobs.delete(blobId);
          return null;
        });
  }

  private SealedBody sealNow(RequestBody body, DataKey key, ETagSource etagSource)
      throws IOException {
    if (body.length().orElse(0) > MAX_BODY_BYTES) {
      throw new ObjectStoreException(new RequestError.EntityTooLarge(MAX_BODY_BYTES));
    }
    UUID blobId = UUID.randomUUID();
    ETagDigest digest = ETagDigest.of(etagSource);
    try (BlobStore.Writer blob = blobs.create(blobId);
        SegmentSealer sealer = SegmentSealer.start(key, StreamContext.ofBlob(blobId))) {
      SealedStream stream = pump(body, sealer, digest.tap(blob), digest);
      blob.commit();
      return new SealedBody(
          blobId,
          stream.plaintextLength(),
          stream.commitment(),
          digest.etag(stream),
          body.checksum());
    }
  }

  private static SealedStream pump(
      RequestBody body, SegmentSealer sealer, SealedOutput out, ETagDigest digest)
      throws IOException {
    InputStream plaintext = body.stream();
    byte[] buffer = bufferFor(body);
    long total = 0;
    try {
      for (int n = plaintext.read(buffer); n >= 0; n = plaintext.read(buffer)) {
        total += n;
        if (total > MAX_BODY_BYTES) {
          throw new ObjectStoreException(new RequestError.EntityTooLarge(MAX_BODY_BYTES));
        }
        digest.plaintext(buffer, n);
        sealer.update(buffer, 0, n, out);
      }
      return sealer.finish(out);
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  /** No larger than the body is said to be: most objects are small. */
  private static byte[] bufferFor(RequestBody body) {
    long expected = body.length().orElse(MOST_BUFFER_BYTES);
    return new byte[Math.clamp(expected, LEAST_BUFFER_BYTES, MOST_BUFFER_BYTES)];
  }

  /** Where the entity tag of a new stream comes from. */
  public enum ETagSource {
    PLAINTEXT_MD5,
    SEALED_MD5,
    OPAQUE;

    /** Architecture: MD5 only where the dialect promises one. */
    public static ETagSource of(ETagRule rule, EncryptionDescription description) {
      return switch (description) {
        case EncryptionDescription.Unencrypted none -> PLAINTEXT_MD5;
        case EncryptionDescription.ServiceManaged service ->
            rule == ETagRule.S3 ? PLAINTEXT_MD5 : SEALED_MD5;
        case EncryptionDescription.KmsManaged kms -> rule == ETagRule.S3 ? OPAQUE : SEALED_MD5;
        case EncryptionDescription.CustomerProvided customer ->
            rule == ETagRule.S3 ? OPAQUE : SEALED_MD5;
      };
    }
  }
}
