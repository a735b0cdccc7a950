package io.strongroom.crypto.segment;

import static io.strongroom.crypto.segment.SealedSize.HEADER_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SALT_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SEALED_SEGMENT_BYTES;
import static io.strongroom.crypto.segment.SealedSize.SEGMENT_BYTES;
import static io.strongroom.crypto.segment.SealedSize.TAG_BYTES;

import io.strongroom.crypto.secret.DataKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Seals one stream (SPEC §3.1 and §3.2), push style: plaintext in pieces of any size in, sealed
 * bytes out to a {@link SealedOutput}, several segments a write. Memory is bounded by five segments
 * a layer whatever the length; a short stream takes about twice its own length.
 *
 * <p>A full segment is never the last one, so it is sealed as soon as it is full; {@link #finish}
 * seals the rest, however short, and that marks the end. A stream that was not finished does not
 * open; after a failed write the sealer refuses to go on, since nobody knows what was stored. Not
 * thread-safe. Needs the data key only during {@link #start}.
 */
public final class SegmentSealer implements AutoCloseable {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BATCH_SEGMENTS = 4;
  private static final int FIRST_PENDING_BYTES = 1024;
  private static final byte[] NONE = {};

  private final StreamKeys keys;
  private final OpaqueTag tag;
  private final byte[] header;

  /** The layer around this one, whose plaintext is what this one writes. */
  private final @Nullable SegmentSealer outer;

  private byte[] pending = NONE;
  private int pendingLength;
  private byte[] batch = NONE;
  private int batchLength;
  private long segments;

  /** Finished or closed, or a failure left what was written unknown. */
  private boolean done;

  private SegmentSealer(StreamKeys keys, byte[] salt, @Nullable SegmentSealer outer) {
    this.keys = keys;
    this.outer = outer;
    this.header = Arrays.copyOf(salt, HEADER_BYTES);
    System.arraycopy(keys.commitment().bytes(), 0, header, SALT_BYTES, HEADER_BYTES - SALT_BYTES);
    this.tag = new OpaqueTag(header);
  }

  /**
   * A new stream under {@code key}, with a fresh random salt for each of its layers.
   *
   * @throws IllegalStateException when {@code key} is closed
   */
  public static SegmentSealer start(DataKey key, StreamContext context) {
    return key.suite().isTwice()
        ? startWithSalts(key, context, freshSalt(), freshSalt())
        : startWithSalt(key, context, freshSalt());
  }

  private static byte[] freshSalt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /** For vectors only: a salt used twice with one key breaks the cipher. */
  static SegmentSealer startWithSalt(DataKey key, StreamContext context, byte[] salt) {
    return new SegmentSealer(StreamKeys.derive(key, salt, context), salt, null);
  }

  /** As {@link #startWithSalt}, with two layers. */
  static SegmentSealer startWithSalts(
      DataKey key, StreamContext context, byte[] innerSalt, byte[] outerSalt) {
    try (DataKey inner = key.inner();
        DataKey outer = key.outer()) {
      return new SegmentSealer(
          StreamKeys.derive(inner, innerSalt, context),
          innerSalt,
          outerWithSalt(outer, context, outerSalt));
    }
  }

  /** The outer layer alone, under its key. */
  static SegmentSealer outerWithSalt(DataKey key, StreamContext context, byte[] salt) {
    return new SegmentSealer(StreamKeys.deriveOuter(key, salt, context), salt, null);
  }

  /**
   * Seals more plaintext.
   *
   * @param in read during the call only
   * @throws IOException from {@code out}; the stream is then lost
   * @throws IllegalStateException after {@code finish}, {@code close} or a failure
   */
  public void update(byte[] in, int offset, int length, SealedOutput out) throws IOException {
    Objects.checkFromIndexSize(offset, length, in.length);
    checkOpen();
    done = true;
    seal(in, offset, length, through(out));
    done = false;
  }

  /** Where this layer's bytes go on their way to {@code out}. */
  private SealedOutput through(SealedOutput out) {
    SegmentSealer around = outer;
    return around == null
        ? out
        : (buffer, offset, length) -> around.update(buffer, offset, length, out);
  }

  private void seal(byte[] in, int offset, int length, SealedOutput out) throws IOException {
    int position = offset;
    int end = offset + length;
    if (pendingLength > 0) {
      position += fillPending(in, position, end);
      if (pendingLength == SEGMENT_BYTES) {
        sealFull(pending, 0, out);
        pendingLength = 0;
      }
    }
    for (; end - position >= SEGMENT_BYTES; position += SEGMENT_BYTES) {
      sealFull(in, position, out);
    }
    if (position < end) {
      fillPending(in, position, end);
    }
  }

  /**
   * Writes what is sealed already and gives up the room for more, for a pause of the plaintext:
   * what is held until the next {@link #update} is one segment that is not full.
   *
   * @throws IOException from {@code out}; the stream is then lost
   * @throws IllegalStateException after {@code finish}, {@code close} or a failure
   */
  public void rest(SealedOutput out) throws IOException {
    checkOpen();
    if (batchLength > 0) {
      done = true;
      through(out).write(batch, 0, batchLength);
      done = false;
      batchLength = 0;
      batch = NONE;
    }
    if (outer != null) {
      outer.rest(out);
    }
  }

  /**
   * Seals the last segment and writes what is left. The sealer is done after this.
   *
   * @throws IOException from {@code out}; the stream is then lost
   * @throws IllegalStateException after {@code finish}, {@code close} or a failure
   */
  public SealedStream finish(SealedOutput out) throws IOException {
    checkOpen();
    done = true;
    SealedOutput next = through(out);
    makeRoom(pendingLength + TAG_BYTES, next);
    keys.forSegment(segments).seal(pending, 0, pendingLength, batch, batchLength);
    advance(pendingLength + TAG_BYTES);
    next.write(batch, 0, batchLength);
    long plaintextLength = (segments - 1) * SEGMENT_BYTES + pendingLength;
    SealedStream sealed =
        outer == null
            ? new SealedStream(
                plaintextLength,
                SealedSize.ofPlaintext(plaintextLength),
                keys.commitment(),
                tag.value())
            : outer.finish(out).around(plaintextLength);
    close();
    return sealed;
  }

  /** Zeroes keys and buffered plaintext. Idempotent. */
  @Override
  public void close() {
    done = true;
    keys.close();
    Arrays.fill(pending, (byte) 0);
    pendingLength = 0;
    if (outer != null) {
      outer.close();
    }
  }

  private void checkOpen() {
    if (done) {
      throw new IllegalStateException("the stream is finished, closed or lost");
    }
  }

  /** The number of bytes taken. */
  private int fillPending(byte[] in, int from, int to) {
    int taken = Math.min(to - from, SEGMENT_BYTES - pendingLength);
    int needed = pendingLength + taken;
    if (needed > pending.length) {
      byte[] larger =
          new byte
              [Math.clamp(
                  2L * pending.length, Math.max(needed, FIRST_PENDING_BYTES), SEGMENT_BYTES)];
      System.arraycopy(pending, 0, larger, 0, pendingLength);
      Arrays.fill(pending, (byte) 0);
      pending = larger;
    }
    System.arraycopy(in, from, pending, pendingLength, taken);
    pendingLength = needed;
    return taken;
  }

  private void sealFull(byte[] in, int offset, SealedOutput out) throws IOException {
    if (segments >= SealedSize.MAX_SEGMENTS - 1) {
      throw new IllegalStateException("the stream is longer than the format allows");
    }
    makeRoom(SEALED_SEGMENT_BYTES, out);
    keys.forSegment(segments).seal(in, offset, SEGMENT_BYTES, batch, batchLength);
    advance(SEALED_SEGMENT_BYTES);
  }

  private void advance(int sealedBytes) {
    batchLength += sealedBytes;
    tag.add(batch, batchLength - TAG_BYTES);
    segments++;
  }

  private void makeRoom(int needed, SealedOutput out) throws IOException {
    if (batch.length == 0) {
      // The last segment, if it is all there is left, needs room for no more than itself.
      boolean only = needed < SEALED_SEGMENT_BYTES;
      batch = new byte[HEADER_BYTES + (only ? needed : BATCH_SEGMENTS * SEALED_SEGMENT_BYTES)];
      if (segments == 0) {
        System.arraycopy(header, 0, batch, 0, HEADER_BYTES);
        batchLength = HEADER_BYTES;
      }
    }
    if (batch.length - batchLength < needed) {
      out.write(batch, 0, batchLength);
      batchLength = 0;
    }
  }
}
