package io.strongroom.crypto.vectors;

import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.FixedSalt;
import io.strongroom.crypto.segment.FixedSalt.Sealed;
import java.util.Arrays;
import java.util.UUID;

/** The stream cases. */
final class StreamVectors {

  private static final int HEADER = 56;
  private static final int SEGMENT = 16384;
  private static final int SEALED_SEGMENT = SEGMENT + 16;
  private static final int SECOND = HEADER + SEALED_SEGMENT;
  private static final int THIRD = SECOND + SEALED_SEGMENT;
  static final UUID BLOB = UUID.fromString("0192f3b0-7c2e-7d3a-9a51-6f0e5d4c3b2a");

  private final Cases cases;

  StreamVectors(Cases cases) {
    this.cases = cases;
  }

  /** Plaintext byte i, as SPEC §12 says. */
  static byte[] plaintext(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7 + i / 251);
    }
    return bytes;
  }

  void add() {
    valid("empty", 0);
    valid("one-byte", 1);
    valid("segment-minus-one", SEGMENT - 1);
    valid("segment", SEGMENT);
    valid("segment-plus-one", SEGMENT + 1);
    valid("two-segments", 2 * SEGMENT);
    addChangedBytes();
    addChangedLengths();
    addChangedOrder();
    addWrongArguments();
    addPartLengths();
    addRanges();
  }

  private void valid(String what, int length) {
    byte[] salt = Seeds.bytes("salt " + cases.suite().id() + what, 24);
    try (DataKey key = DataKey.of(cases.suite(), SecretBytes.adopt(cases.dataKey()))) {
      Sealed sealed = FixedSalt.seal(key, BLOB, salt, plaintext(length));
      cases
          .success(what)
          .with("suite", cases.suite().id())
          .with("data-key", cases.dataKey())
          .with("blob-id", BLOB)
          .with("commitment", Arrays.copyOfRange(sealed.bytes(), 24, HEADER))
          .with("plaintext-length", length)
          .with("opaque-tag", sealed.opaqueTag())
          .with("stream", sealed.bytes());
    }
  }

  /** Rejected before anything is released. */
  private VectorFile rejected(String what, String from, String... changes) {
    return rejectedAfter(0, what, from, changes);
  }

  private VectorFile rejectedAfter(int released, String what, String from, String... changes) {
    return cases.rejected(what, from, changes).with("released", released);
  }

  private void addChangedBytes() {
    rejected("salt-changed", "one-byte", "flip 0");
    rejected("commitment-changed", "one-byte", "flip 24");
    byte[] commitment = cases.bytes("one-byte", "commitment");
    commitment[0] ^= 1;
    rejected("commitment-changed-in-both", "one-byte", "flip 24").with("commitment", commitment);
    rejected("ciphertext-changed", "one-byte", "flip 56");
    rejected("tag-changed", "one-byte", "flip 72");
    rejected("first-segment-changed", "segment-plus-one", "flip 100");
    rejected("last-segment-changed", "segment-plus-one", "flip " + SECOND);
    rejectedAfter(SEGMENT, "second-of-three-changed", "two-segments", "flip " + SECOND);
    rejected("last-of-three-changed", "two-segments", "flip " + THIRD);
  }

  private void addChangedLengths() {
    rejected("no-header", "one-byte", "cut 55");
    rejected("no-segment", "one-byte", "cut 56");
    rejected("half-tag", "one-byte", "cut 64");
    rejected("last-byte-missing", "segment-plus-one", "drop " + (SECOND + 16) + " 1");
    rejected("last-segment-missing", "segment", "cut " + SECOND);
    rejected("cut-inside-full-segment", "segment", "cut " + (HEADER + 1000));
    rejected("byte-appended", "segment", "append 00");
    rejected("segment-appended", "empty", "append " + "00".repeat(SEALED_SEGMENT));
  }

  private void addChangedOrder() {
    String twoSegments = HEADER + " " + SECOND + " " + SEALED_SEGMENT;
    rejected("segments-exchanged", "two-segments", "move " + twoSegments);
    rejectedAfter(SEGMENT, "first-segment-repeated", "two-segments", "copy " + twoSegments);
    rejected("first-segment-dropped", "two-segments", "drop " + HEADER + " " + SEALED_SEGMENT);
    rejected("middle-segment-dropped", "two-segments", "drop " + SECOND + " " + SEALED_SEGMENT);
  }

  private void addWrongArguments() {
    rejected("another-blob", "one-byte").with("blob-id", new UUID(1, 2));
    rejected("another-commitment", "one-byte").with("commitment", "00".repeat(32));
    rejected("another-key", "one-byte").with("data-key", "11".repeat(cases.suite().keyLength()));
    rejected("another-suite", "one-byte").with("suite", cases.otherSuite().id());
    rejected("unknown-suite", "one-byte").with("suite", 9);
    cases.rejectedLongerDataKey("one-byte").with("released", 0);
  }

  private void addPartLengths() {
    cases.success("part-length", "segment").with("part-length", SEGMENT);
    rejected("part-one-longer", "segment").with("part-length", SEGMENT + 1);
    rejected("part-one-shorter", "segment").with("part-length", SEGMENT - 1);
  }

  private void addRanges() {
    cases.success("range-of-one-byte", "one-byte").with("range", "0 0");
    cases.success("range-of-first-byte", "two-segments").with("range", "0 0");
    cases.success("range-inside-segment", "two-segments").with("range", "16400 16499");
    cases.success("range-across-segments", "two-segments").with("range", "16374 16393");
    cases.success("range-to-last-byte", "segment-plus-one").with("range", "16383 16384");
    String firstChanged = "flip 100";
    cases
        .success("range-after-changed-segment", "two-segments", firstChanged)
        .with("range", "16384 16483");
    cases
        .success("range-of-last-segment-alone", "segment-plus-one", firstChanged)
        .with("range", "16384 16384");
    cases
        .success("range-before-changed-segment", "two-segments", "flip " + SECOND)
        .with("range", "16284 16383");
    rejected("range-in-changed-segment", "two-segments", firstChanged).with("range", "10 19");
    rejectedAfter(10, "range-into-changed-segment", "two-segments", "flip " + SECOND)
        .with("range", "16374 16393");
    rejected("range-last-segment-changed", "segment-plus-one", "flip " + SECOND)
        .with("range", "0 9");
  }
}
