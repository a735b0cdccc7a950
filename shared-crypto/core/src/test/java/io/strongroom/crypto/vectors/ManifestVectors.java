package io.strongroom.crypto.vectors;

import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.StreamCommitment;
import java.util.List;
import java.util.UUID;

/** The cases of part manifests. */
final class ManifestVectors {

  private static final long HIGH_BITS = 0x0192f3b07c2e7d3aL;
  private static final long TOO_LONG = 1L << 52;

  private final Cases cases;

  ManifestVectors(Cases cases) {
    this.cases = cases;
  }

  void add() {
    valid("one-part", part(1, 12));
    valid("three-parts", part(1, 5 << 20), part(2, 0), part(10_000, 1L << 40));
    cases.rejected("suite-changed", "one-part", "flip 4");
    cases.rejected("count-changed", "three-parts", "flip 6");
    cases.rejected("number-changed", "one-part", "flip 8");
    cases.rejected("blob-changed", "one-part", "flip 9");
    cases.rejected("length-changed", "one-part", "flip 32");
    cases.rejected("commitment-changed", "one-part", "flip 33");
    cases.rejected("authenticator-changed", "one-part", "flip 65");
    cases.rejected("parts-exchanged", "three-parts", "move 7 65 58");
    cases.rejected("part-dropped", "three-parts", "drop 65 58");
    cases.rejected("cut", "three-parts", "cut 100");
    cases.rejected("byte-appended", "one-part", "append 00");
    cases.other("another-key", "one-part", "data-key", "33".repeat(cases.suite().keyLength()));
    cases.rejectedLongerDataKey("one-part");
    addLimits();
    addAuthenticated();
  }

  private static Part part(int number, long length) {
    StreamCommitment commitment =
        StreamCommitment.of(Seeds.bytes("commitment " + number, StreamCommitment.BYTES));
    return new Part(number, new UUID(HIGH_BITS, number), length, commitment);
  }

  private void valid(String what, Part... parts) {
    VectorFile file =
        cases.success(what).with("suite", cases.suite().id()).with("data-key", cases.dataKey());
    for (Part part : parts) {
      file.with("part-number", part.number())
          .with("part-blob-id", part.blobId())
          .with("part-length", part.plaintextLength())
          .with("part-commitment", part.commitment().bytes());
    }
    try (MetadataKey key = metadataKey(cases)) {
      file.with("manifest", new PartManifest(cases.suite(), List.of(parts)).encode(key));
    }
  }

  static MetadataKey metadataKey(Cases cases) {
    try (DataKey key = DataKey.of(cases.suite(), SecretBytes.adopt(cases.dataKey()))) {
      return MetadataKey.of(key);
    }
  }

  private void addLimits() {
    valid("part-longest", part(1, TOO_LONG - 1));
    valid("object-longest", part(1, TOO_LONG / 2), part(2, TOO_LONG / 2 - 1));
    Part once = part(1, 1);
    valid("blob-twice", once, new Part(2, once.blobId(), 1, once.commitment()));
  }

  /** The authenticator holds; what it authenticates is no manifest. */
  private void addAuthenticated() {
    authenticated("no-part", body("SRM1", cases.suite().id(), 0));
    authenticated("number-zero", parts(0, 1));
    authenticated("number-too-high", parts(10_001, 1));
    authenticated("not-ascending", parts(2, 1, 1, 1));
    authenticated("number-twice", parts(1, 1, 1, 1));
    authenticated("part-too-long", parts(1, TOO_LONG));
    authenticated("object-too-long", parts(1, TOO_LONG / 2, 2, TOO_LONG / 2));
    authenticated("length-overflow", parts(1, Long.MIN_VALUE, 2, Long.MIN_VALUE));
    authenticated("another-version", part(body("SRM2", cases.suite().id(), 1), 1, 1));
    authenticated(
        "another-suite-authenticated", part(body("SRM1", cases.otherSuite().id(), 1), 1, 1));
    authenticated("byte-authenticated", parts(1, 1).u8(0));
    authenticated("count-too-low", part(parts(1, 1), 2, 1));
  }

  private void authenticated(String what, RawRecord body) {
    byte[] bytes = body.toBytes();
    byte[] authenticator = RawSeals.authenticator(cases.suite(), cases.dataKey(), bytes);
    cases.other(what, "one-part", "manifest", body.raw(authenticator).toBytes());
  }

  private static RawRecord body(String magic, int suite, int count) {
    return new RawRecord().raw(magic).u8(suite).u16(count);
  }

  /** Of numbers and lengths by turns. */
  private RawRecord parts(long... numbersAndLengths) {
    RawRecord record = body("SRM1", cases.suite().id(), numbersAndLengths.length / 2);
    for (int i = 0; i < numbersAndLengths.length; i += 2) {
      part(record, (int) numbersAndLengths[i], numbersAndLengths[i + 1]);
    }
    return record;
  }

  private static RawRecord part(RawRecord record, int number, long length) {
    return record
        .u16(number)
        .u64(HIGH_BITS)
        .u64(number)
        .u64(length)
        .raw(Seeds.bytes("commitment " + number, StreamCommitment.BYTES));
  }
}
