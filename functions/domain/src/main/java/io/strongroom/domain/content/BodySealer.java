package io.strongroom.domain.content;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SealedOutput;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Streams one body into one new blob: plaintext in, sealed bytes out, memory bounded by one buffer
 * whatever the size. The blob is durable when the Uni completes, and gone when it fails. Few bytes
 * make no blob: they are handed to whoever writes the record, to be stored with it.
 */
public final class BodySealer {

  /** S3 and OBS: one upload or part carries at most 5 GiB. */
  public static final long MAX_BODY_BYTES = 5L << 30;

  private static final int LEAST_BUFFER_BYTES = 1024;
  private static final int MOST_BUFFER_BYTES = 128 * 1024;

  private final BlobStore blobs;
  private final Workers workers;
  private final int inlineUpTo;

  /** Every body becomes a blob. */
  public BodySealer(BlobStore blobs, Workers workers) {
    this(blobs, workers, 0);
  }

  /**
   * @param inlineUpTo sealed bytes that make no blob, 0 for none
   */
  public BodySealer(BlobStore blobs, Workers workers, int inlineUpTo) {
    this.blobs = blobs;
    this.workers = workers;
    this.inlineUpTo = inlineUpTo;
  }

  /** Does not close {@code key}. */
  public Uni<SealedBody> seal(RequestBody body, DataKey key, ETagSource etagSource) {
    return workers.call(() -> sealNow(body, key, etagSource));
  }

  /**
   * Removes a blob again if the store refused the record that names it. When it is not known
   * whether the record was stored (a lost connection), the blob stays: the collector decides later.
   * Bytes without a blob came with the record or not at all.
   */
  public <T> Uni<T> discardUnlessPublished(SealedBody body, Uni<T> publishing) {
    if (body.bytes().isPresent()) {
      return publishing;
    }
    return publishing
        .onFailure(BodySealer::isRefusal)
        .call(refused -> discard(body.blobId()).onFailure().recoverWithNull());
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

  /** As {@link #seal}, on the calling thread, which may block. */
  SealedBody sealNow(RequestBody body, DataKey key, ETagSource etagSource) throws IOException {
    return sealNow(body, key, etagSource, inlineUpTo);
  }

  /** As above, however few the bytes are. */
  SealedBody sealBlobNow(RequestBody body, DataKey key, ETagSource etagSource) throws IOException {
    return sealNow(body, key, etagSource, 0);
  }

  /** Removes a blob that no record names. One that cannot be removed is left to the sweep. */
  void discardNow(UUID blobId) {
    try {
      blobs.delete(blobId);
    } catch (IOException _) {
      // The sweep finds it: no record names it.
    }
  }

  private SealedBody sealNow(RequestBody body, DataKey key, ETagSource etagSource, int inline)
      throws IOException {
    if (body.length().orElse(0) > MAX_BODY_BYTES) {
      throw new ObjectStoreException(new RequestError.EntityTooLarge(MAX_BODY_BYTES));
    }
    UUID blobId = UUID.randomUUID();
    ETagDigest digest = ETagDigest.of(etagSource);
    try (RestingPlace place = RestingPlace.of(blobs, blobId, inline, sealedLength(body, key));
        SegmentSealer sealer = SegmentSealer.start(key, StreamContext.ofBlob(blobId))) {
      SealedStream stream = pump(body, sealer, digest.tap(place), digest);
      return new SealedBody(
          blobId,
          stream.plaintextLength(),
          stream.commitment(),
          digest.etag(stream),
          body.checksum(),
          place.settle());
    }
  }

  private static OptionalLong sealedLength(RequestBody body, DataKey key) {
    OptionalLong plaintext = body.length();
    return plaintext.isPresent()
        ? OptionalLong.of(SealedSize.ofPlaintext(key.suite(), plaintext.getAsLong()))
        : plaintext;
  }

  private static SealedStream pump(
      RequestBody body, SegmentSealer sealer, SealedOutput out, ETagDigest digest)
      throws IOException {
    return new Intake(body.stream(), sealer, out, digest).toTheEnd();
  }

  /**
   * Takes a body as it comes. While its client is waited for, no more is held than a small buffer
   * and a segment that is not full; the large buffer is there for what has come already.
   */
  private static final class Intake {
    private final InputStream plaintext;
    private final SegmentSealer sealer;
    private final SealedOutput out;
    private final ETagDigest digest;
    private long total;

    Intake(InputStream plaintext, SegmentSealer sealer, SealedOutput out, ETagDigest digest) {
      this.plaintext = plaintext;
      this.sealer = sealer;
      this.out = out;
      this.digest = digest;
    }

    SealedStream toTheEnd() throws IOException {
      byte[] buffer = new byte[LEAST_BUFFER_BYTES];
      try {
        takeWhatIsThere();
        for (int n = plaintext.read(buffer); n >= 0; n = plaintext.read(buffer)) {
          take(buffer, n);
          takeWhatIsThere();
          sealer.rest(out);
        }
        return sealer.finish(out);
      } finally {
        Arrays.fill(buffer, (byte) 0);
      }
    }

    private void takeWhatIsThere() throws IOException {
      int there = plaintext.available();
      if (there == 0) {
        return;
      }
      byte[] buffer = new byte[Math.min(there, MOST_BUFFER_BYTES)];
      try {
        for (; there > 0; there = plaintext.available()) {
          int n = plaintext.readNBytes(buffer, 0, Math.min(there, buffer.length));
          if (n == 0) {
            return;
          }
          take(buffer, n);
        }
      } finally {
        Arrays.fill(buffer, (byte) 0);
      }
    }

    private void take(byte[] buffer, int length) throws IOException {
      total += length;
      if (total > MAX_BODY_BYTES) {
        throw new ObjectStoreException(new RequestError.EntityTooLarge(MAX_BODY_BYTES));
      }
      digest.plaintext(buffer, length);
      sealer.update(buffer, 0, length, out);
    }
  }
}
