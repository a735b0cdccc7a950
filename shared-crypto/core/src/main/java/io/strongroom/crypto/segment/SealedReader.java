package io.strongroom.crypto.segment;

import static io.strongroom.crypto.segment.SealedSize.HEADER_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SALT_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SEALED_SEGMENT_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SEGMENT_BYTES;
import static io.strongroom.crypto.segment.SealedSize.TAG_BYTES;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.DataKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sealed stream at any position, releasing only authenticated bytes (SPEC §3.4).
 *
 * <p>Opening checks, in this order: that the length is one a sealed stream can have; that the
 * stream's commitment is the one derived from key, salt and context, and the one the caller
 * expects; and the last segment. Nobody without the key can make a segment that is short and opens
 * at its place, so with that the length is authentic before a byte is released, and every later
 * read knows which segment must be where. A segment opens only at its own number, in its own
 * stream: dropped, repeated, exchanged or foreign segments fail like changed ones.
 *
 * <p>After a {@link CiphertextRejected} every further read fails too. An {@link IOException} of the
 * input does not spoil the reader. Not thread-safe. The data key is needed during {@link #open}
 * only.
 */
public final class SealedReader implements AutoCloseable {

  private static final int BATCH_SEGMENTS = 4;
  private static final long NONE = -1;

  private final StreamKeys keys;
  private final SealedInput in;
  private final long plaintextLength;
  private byte[] sealed;
  private final byte[] segment;
  private long heldSegment = NONE;
  private boolean rejected;
  private boolean closed;

  private SealedReader(StreamKeys keys, SealedInput in, long plaintextLength) {
    this.keys = keys;
    this.in = in;
    this.plaintextLength = plaintextLength;
    this.sealed = new byte[(int) Math.min(SEALED_SEGMENT_BYTES, plaintextLength + TAG_BYTES)];
    this.segment = new byte[(int) Math.min(SEGMENT_BYTES, plaintextLength)];
  }

  /**
   * Opens a stream and authenticates its length.
   *
   * @param expected the commitment recorded when the stream was sealed
   * @param in owned by the reader from here on; closed with it, or at once on failure
   * @throws CiphertextRejected when the stream was not sealed under {@code key} and {@code
   *     context}, is not the expected one, or was cut or extended
   * @throws IllegalStateException when {@code key} is closed
   * @throws IOException from {@code in}
   */
  public static SealedReader open(
      DataKey key, StreamContext context, StreamCommitment expected, SealedInput in)
      throws IOException {
    try {
      return key.suite().isTwice()
          ? openTwice(key, context, expected, in)
          : openLayer(salt -> StreamKeys.derive(key, salt, context), expected, in);
    } catch (IOException | RuntimeException e) {
      closeAfter(e, in);
      throw e;
    }
  }

  /** The inner layer, read through the outer one (SPEC §3.7). */
  private static SealedReader openTwice(
      DataKey key, StreamContext context, StreamCommitment expected, SealedInput in)
      throws IOException {
    try (DataKey innerKey = key.inner();
        DataKey outerKey = key.outer()) {
      SealedReader outer =
          openLayer(salt -> StreamKeys.deriveOuter(outerKey, salt, context), expected, in);
      try {
        return openLayer(
            salt -> StreamKeys.derive(innerKey, salt, context), null, new OpenedLayer(outer));
      } catch (IOException | RuntimeException e) {
        outer.forget();
        throw e;
      }
    }
  }

  /**
   * @param expected null where nothing but the layer around can have given this stream
   */
  private static SealedReader openLayer(
      Function<byte[], StreamKeys> derivation, @Nullable StreamCommitment expected, SealedInput in)
      throws IOException {
    long plaintextLength = SealedSize.toPlaintext(in.length());
    byte[] header = new byte[HEADER_BYTES];
    in.readFully(0, header, 0, HEADER_BYTES);
    StreamCommitment stored =
        StreamCommitment.of(Arrays.copyOfRange(header, SALT_BYTES, HEADER_BYTES));
    StreamKeys keys = derivation.apply(Arrays.copyOf(header, SALT_BYTES));
    try {
      if (!keys.commitment().equals(stored)) {
        throw new CiphertextRejected("commitment");
      }
      if (expected != null && !stored.equals(expected)) {
        throw new CiphertextRejected("not the expected stream");
      }
      SealedReader reader = new SealedReader(keys, in, plaintextLength);
      reader.hold(SealedSize.segments(plaintextLength) - 1);
      return reader;
    } catch (IOException | RuntimeException e) {
      keys.close();
      throw e;
    }
  }

  /** Length of the whole plaintext in bytes, authenticated. */
  public long plaintextLength() {
    return plaintextLength;
  }

  /**
   * Reads plaintext from {@code position} on. Whole segments go straight to {@code out}; a reader
   * that goes forward in multiples of the segment length opens every segment once.
   *
   * @return the number of bytes read, which is {@code length} unless the stream ends before; -1
   *     when {@code position} is at or past the end and {@code length} is not 0
   * @throws CiphertextRejected when a segment does not open; bytes of {@code out} written by this
   *     call are then either authentic or zero
   * @throws IllegalStateException after {@link #close}
   * @throws IOException from the input
   */
  public int read(long position, byte[] out, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, out.length);
    if (position < 0) {
      throw new IndexOutOfBoundsException("negative position");
    }
    if (closed) {
      throw new IllegalStateException("the reader is closed");
    }
    if (rejected) {
      throw new CiphertextRejected("an earlier segment was rejected");
    }
    if (length == 0) {
      return 0;
    }
    if (position >= plaintextLength) {
      return -1;
    }
    int wanted = (int) Math.min(length, plaintextLength - position);
    for (int done = 0; done < wanted; ) {
      done += readSome(position + done, out, offset + done, wanted - done);
    }
    return wanted;
  }

  /**
   * The whole plaintext, from front to back. It closes this reader, and is as little thread-safe. A
   * buffer of some multiple of 16 KiB reads fastest.
   */
  public InputStream asInputStream() {
    return new OpenedStream(this);
  }

  /** Zeroes keys and buffered plaintext, closes the input. Idempotent if the input is. */
  @Override
  public void close() throws IOException {
    forget();
    in.close();
  }

  private void forget() {
    closed = true;
    keys.close();
    Arrays.fill(segment, (byte) 0);
    heldSegment = NONE;
  }

  /** At least one byte, at most to the end of a run of segments. */
  private int readSome(long position, byte[] out, int offset, int length) throws IOException {
    long index = SealedSize.segmentOf(position);
    int within = (int) (position % SEGMENT_BYTES);
    if (within == 0 && length >= SEGMENT_BYTES && index != heldSegment) {
      return readFullSegments(index, out, offset, length / SEGMENT_BYTES);
    }
    if (index != heldSegment) {
      hold(index);
    }
    int count = Math.min(length, clearLength(index) - within);
    System.arraycopy(segment, within, out, offset, count);
    return count;
  }

  private int readFullSegments(long index, byte[] out, int offset, int segments)
      throws IOException {
    int count = Math.min(segments, BATCH_SEGMENTS);
    if (sealed.length < count * SEALED_SEGMENT_BYTES) {
      // Only who reads in large steps pays for them.
      sealed = new byte[count * SEALED_SEGMENT_BYTES];
    }
    fetch(index, count * SEALED_SEGMENT_BYTES);
    for (int i = 0; i < count; i++) {
      openSegment(
          index + i, i * SEALED_SEGMENT_BYTES, SEGMENT_BYTES, out, offset + i * SEGMENT_BYTES);
    }
    return count * SEGMENT_BYTES;
  }

  private void hold(long index) throws IOException {
    int length = clearLength(index);
    heldSegment = NONE;
    fetch(index, length + TAG_BYTES);
    openSegment(index, 0, length, segment, 0);
    heldSegment = index;
  }

  /** What the layer around rejects is rejected here for good, too. */
  private void fetch(long index, int length) throws IOException {
    try {
      in.readFully(SealedSize.offsetOf(index), sealed, 0, length);
    } catch (CiphertextRejected e) {
      rejected = true;
      throw e;
    }
  }

  private void openSegment(long index, int sealedAt, int length, byte[] out, int offset) {
    try {
      keys.forSegment(index).open(sealed, sealedAt, length + TAG_BYTES, out, offset);
    } catch (CiphertextRejected e) {
      rejected = true;
      throw e;
    }
  }

  private int clearLength(long index) {
    return (int) Math.min(SEGMENT_BYTES, plaintextLength - index * SEGMENT_BYTES);
  }

  private static void closeAfter(Exception cause, SealedInput in) {
    try {
      in.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
