package io.strongroom.domain.content;

import io.strongroom.crypto.segment.SealedOutput;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.record.SealedBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Takes sealed bytes. They stay in memory up to a limit, to rest beside their record; one byte more
 * and all of them go to a blob. Closing without {@link #settle} discards them. Not thread-safe.
 */
final class RestingPlace implements SealedOutput, AutoCloseable {

  private final BlobStore blobs;
  private final UUID blobId;
  private final int limit;
  private final OptionalLong sealedLength;
  private final ByteArrayOutputStream small = new ByteArrayOutputStream();
  private Optional<BlobStore.Writer> blob = Optional.empty();

  private RestingPlace(BlobStore blobs, UUID blobId, int limit, OptionalLong sealedLength) {
    this.blobs = blobs;
    this.blobId = blobId;
    this.limit = limit;
    this.sealedLength = sealedLength;
  }

  /**
   * A body that is known to be too long has its blob at once, so that a disk that is full refuses
   * it before it is sent.
   *
   * @param limit sealed bytes that may stay in memory
   * @param sealedLength where it is known
   */
  static RestingPlace of(BlobStore blobs, UUID blobId, int limit, OptionalLong sealedLength)
      throws IOException {
    RestingPlace place = new RestingPlace(blobs, blobId, limit, sealedLength);
    if (limit == 0 || sealedLength.orElse(0) > limit) {
      place.moveToBlob();
    }
    return place;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    if (blob.isEmpty() && length > limit - small.size()) {
      moveToBlob();
    }
    if (blob.isPresent()) {
      blob.get().write(buffer, offset, length);
    } else {
      small.write(buffer, offset, length);
    }
  }

  private void moveToBlob() throws IOException {
    BlobStore.Writer writer = blobs.create(blobId, sealedLength);
    blob = Optional.of(writer);
    writer.write(small.toByteArray(), 0, small.size());
    small.reset();
  }

  /**
   * The bytes, to be stored with their record; empty when they are in a blob, which is durable now.
   */
  Optional<SealedBytes> settle() throws IOException {
    if (blob.isPresent()) {
      blob.get().commit();
      return Optional.empty();
    }
    return Optional.of(SealedBytes.adopt(small.toByteArray()));
  }

  @Override
  public void close() {
    blob.ifPresent(BlobStore.Writer::close);
  }
}
