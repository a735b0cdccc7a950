package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.crypto.segment.StreamContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Which sealed streams make up an object, in order (SPEC §6). Authenticated under the object's
 * {@link MetadataKey}, so that parts cannot be dropped, added, exchanged or moved. An object put in
 * one piece has one part. Immutable.
 *
 * @param parts 1 to 10,000, by ascending number; copied
 */
public record PartManifest(Suite suite, List<Part> parts) {

  private static final byte[] MAGIC = "SRM1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = MAGIC.length + 1 + 2;
  private static final int PART_BYTES = 2 + 16 + 8 + StreamCommitment.BYTES;

  /**
   * One sealed stream of the object.
   *
   * @param number 1 to 10,000, as the client gave it
   * @param blobId where it is stored
   * @param plaintextLength in bytes, at most 2^52 - 1
   * @param commitment of the very stream that was sealed
   */
  public record Part(int number, UUID blobId, long plaintextLength, StreamCommitment commitment) {

    /**
     * @throws IllegalArgumentException when a number is out of bounds
     */
    public Part {
      Bounds.check(number >= 1 && number <= Bounds.MAX_PARTS, "part number");
      Bounds.check(
          plaintextLength >= 0 && plaintextLength <= SealedSize.MAX_PLAINTEXT_BYTES, "part length");
    }

    /**
     * Opens this part's stream, checking that it is the one that was sealed for it (SPEC §3.4 and
     * §6).
     *
     * @param in owned by the reader; closed at once on failure
     * @throws CiphertextRejected when it is not
     * @throws IllegalStateException when {@code key} is closed
     * @throws IOException from {@code in}
     */
    public SealedReader open(DataKey key, SealedInput in) throws IOException {
      SealedReader reader = SealedReader.open(key, StreamContext.ofBlob(blobId), commitment, in);
      if (reader.plaintextLength() == plaintextLength) {
        return reader;
      }
      CiphertextRejected rejected = new CiphertextRejected("part length");
      try {
        reader.close();
      } catch (IOException e) {
        rejected.addSuppressed(e);
      }
      throw rejected;
    }
  }

  /**
   * @throws IllegalArgumentException when they are not, or longer than 2^52 - 1 bytes together
   */
  public PartManifest {
    parts = List.copyOf(parts);
    Bounds.check(!parts.isEmpty() && parts.size() <= Bounds.MAX_PARTS, "number of parts");
    int previous = 0;
    long length = 0;
    for (Part part : parts) {
      Bounds.check(part.number() > previous, "parts not in ascending order");
      previous = part.number();
      length += part.plaintextLength();
      Bounds.check(length <= SealedSize.MAX_PLAINTEXT_BYTES, "object length");
    }
  }

  /** Length of the object's plaintext in bytes. */
  public long plaintextLength() {
    return parts.stream().mapToLong(Part::plaintextLength).sum();
  }

  /**
   * The binary form with its authenticator.
   *
   * @throws IllegalArgumentException when {@code key} is of another suite
   */
  public byte[] encode(MetadataKey key) {
    Bounds.check(key.suite() == suite, "key of another suite");
    RecordWriter out = new RecordWriter(HEADER_BYTES + parts.size() * PART_BYTES + 32);
    out.raw(MAGIC).u8(suite.id()).u16(parts.size());
    for (Part part : parts) {
      out.u16(part.number())
          .u64(part.blobId().getMostSignificantBits())
          .u64(part.blobId().getLeastSignificantBits())
          .u64(part.plaintextLength())
          .raw(part.commitment().bytes());
    }
    return out.raw(key.authenticateManifest(out.toBytes())).toBytes();
  }

  /**
   * Parses and verifies.
   *
   * @throws CiphertextRejected when the record is malformed, or not authentic under {@code key}
   */
  public static PartManifest decode(byte[] record, MetadataKey key) {
    PartManifest manifest = parse(record);
    int bodyLength = record.length - manifest.suite.authentication().length();
    byte[] expected = key.authenticateManifest(Arrays.copyOf(record, bodyLength));
    byte[] stored = Arrays.copyOfRange(record, bodyLength, record.length);
    if (key.suite() != manifest.suite || !MessageDigest.isEqual(expected, stored)) {
      throw new CiphertextRejected("part manifest");
    }
    return manifest;
  }

  /**
   * The blobs that a record names, in order, without a key: for counting references and deleting,
   * never for reading data.
   *
   * @throws CiphertextRejected when the record is malformed
   */
  public static List<UUID> unverifiedBlobIds(byte[] record) {
    return parse(record).parts.stream().map(Part::blobId).toList();
  }

  private static PartManifest parse(byte[] record) {
    RecordReader in = new RecordReader(record);
    in.expect(MAGIC);
    Suite suite = Suite.ofId(in.u8());
    int count = in.u16();
    if (in.remaining() != (long) count * PART_BYTES + suite.authentication().length()) {
      throw new CiphertextRejected("part manifest length");
    }
    try {
      List<Part> parts = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        parts.add(readPart(in));
      }
      return new PartManifest(suite, parts);
    } catch (IllegalArgumentException e) {
      throw new CiphertextRejected("part manifest out of bounds");
    }
  }

  private static Part readPart(RecordReader in) {
    return new Part(
        in.u16(),
        new UUID(in.u64(), in.u64()),
        in.u64(),
        StreamCommitment.of(in.raw(StreamCommitment.BYTES)));
  }
}
