package io.strongroom.domain.content;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.port.Stretch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The plaintext of a range of an object: opens the blobs of its parts one after another and only
 * the segments it needs. The first segment is opened at once, so that a tampered object fails
 * before an answer has begun.
 */
final class SealedContent implements ObjectContent {

  private static final byte[] NONE = {};

  private final SealedSource blobs;
  private final DataKey key;
  private final List<PartManifest.Part> parts;
  private final VersionRef owner;
  private byte[] first;

  private int partIndex;
  private long position;
  private long remaining;
  private int firstOffset;
  private int firstLength;
  private Optional<SealedReader> reader = Optional.empty();
  private volatile boolean closed;

  private SealedContent(
      SealedSource blobs, DataKey key, PartManifest manifest, ByteRange range, VersionRef owner) {
    this.blobs = blobs;
    this.key = key;
    this.parts = manifest.parts();
    this.owner = owner;
    this.remaining = range.length();
    this.position = range.first();
    this.first = new byte[(int) Math.min(SealedSize.SEGMENT_BYTES, range.length())];
  }

  /**
   * Takes ownership of {@code key}, also when it fails.
   *
   * @param owner whose content it is, for the alarm
   * @throws ObjectStoreException ObjectDamaged when the first blob or segment does not authenticate
   */
  static SealedContent open(
      SealedSource blobs, DataKey key, PartManifest manifest, ByteRange range, VersionRef owner)
      throws IOException {
    SealedContent content = new SealedContent(blobs, key, manifest, range, owner);
    try {
      content.skipToFirstPart();
      content.prefetch();
      return content;
    } catch (IOException | RuntimeException failure) {
      content.close();
      throw failure;
    }
  }

  @Override
  public long remaining() {
    return firstLength + remaining;
  }

  @Override
  public boolean isOpened() {
    return remaining == 0;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IllegalStateException("content is closed");
    }
    if (length == 0) {
      return 0;
    }
    if (firstLength > 0) {
      int n = Math.min(length, firstLength);
      System.arraycopy(first, firstOffset, buffer, offset, n);
      firstOffset += n;
      firstLength -= n;
      if (firstLength == 0) {
        Arrays.fill(first, (byte) 0);
        first = NONE;
      }
      return n;
    }
    return readOn(buffer, offset, length);
  }

  @Override
  public void close() {
    closed = true;
    key.close();
    Arrays.fill(first, (byte) 0);
    try {
      closeReader();
    } catch (IOException failure) {
      // Nothing is lost: the blob was open for reading only.
      throw new UncheckedIOException(failure);
    }
  }

  private void skipToFirstPart() {
    while (partIndex < parts.size() - 1 && position >= parts.get(partIndex).plaintextLength()) {
      position -= parts.get(partIndex).plaintextLength();
      partIndex++;
    }
  }

  /** Up to the next segment border, so that what follows is read in whole segments. */
  private void prefetch() throws IOException {
    if (remaining == 0) {
      verifyEmpty();
      return;
    }
    int toBorder = SealedSize.SEGMENT_BYTES - (int) (position % SealedSize.SEGMENT_BYTES);
    firstLength = Math.max(0, readOn(first, 0, Math.min(toBorder, first.length)));
  }

  /** An object without a byte has a blob all the same. */
  private void verifyEmpty() throws IOException {
    try {
      currentReader();
    } catch (CiphertextRejected rejected) {
      throw ObjectStoreException.damaged(damage(rejected), rejected);
    }
  }

  private int readOn(byte[] buffer, int offset, int length) throws IOException {
    try {
      return readParts(buffer, offset, length);
    } catch (CiphertextRejected rejected) {
      throw ObjectStoreException.damaged(damage(rejected), rejected);
    }
  }

  private Damage damage(CiphertextRejected rejected) {
    Damage damage = Damage.of(rejected).at(owner);
    return partIndex < parts.size() ? damage.in(parts.get(partIndex).blobId()) : damage;
  }

  private int readParts(byte[] buffer, int offset, int length) throws IOException {
    while (remaining > 0) {
      int wanted = (int) Math.min(length, remaining);
      int n = currentReader().read(position, buffer, offset, wanted);
      if (n >= 0) {
        position += n;
        remaining -= n;
        return n;
      }
      nextPart();
    }
    return -1;
  }

  private SealedReader currentReader() throws IOException {
    if (reader.isEmpty()) {
      if (partIndex >= parts.size()) {
        throw new CiphertextRejected("parts end before the object does");
      }
      reader = Optional.of(open(parts.get(partIndex)));
    }
    return reader.get();
  }

  private SealedReader open(PartManifest.Part part) throws IOException {
    try {
      Stretch stretch =
          Stretch.ofPlaintext(key.suite(), part.plaintextLength(), position, position + remaining);
      return part.open(key, blobs.open(part.blobId(), stretch));
    } catch (NoSuchFileException missing) {
      throw new CiphertextRejected("a blob is missing");
    } catch (ObjectStoreException refused) {
      // What the blob store found damaged itself.
      throw refused.at(owner);
    }
  }

  private void nextPart() throws IOException {
    closeReader();
    partIndex++;
    position = 0;
  }

  private void closeReader() throws IOException {
    if (reader.isPresent()) {
      SealedReader open = reader.get();
      reader = Optional.empty();
      open.close();
    }
  }
}
