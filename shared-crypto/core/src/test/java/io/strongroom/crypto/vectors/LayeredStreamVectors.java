package io.strongroom.crypto.vectors;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.FixedSalt;
import io.strongroom.crypto.segment.FixedSalt.Sealed;
import java.util.Arrays;
import java.util.UUID;

/** The cases of streams with two layers (SPEC §3.7). */
final class LayeredStreamVectors {

  private static final int HEADER = 56;
  private static final int SEGMENT = 16384;
  private static final int SEALED_SEGMENT = SEGMENT + 16;
  private static final int SECOND = HEADER + SEALED_SEGMENT;
  private static final int FOURTH = HEADER + 3 * SEALED_SEGMENT;
  private static final int LONG = 4 * SEGMENT;

  /** As much as makes an inner stream of one full outer segment. */
  private static final int FULL_OUTER = SEGMENT - HEADER - 16;

  private static final UUID BLOB = StreamVectors.BLOB;
  private static final byte[] INNER_SALT = Seeds.bytes("inner salt", 24);
  private static final byte[] OUTER_SALT = Seeds.bytes("outer salt", 24);

  private final Cases cases;

  LayeredStreamVectors(Cases cases) {
    this.cases = cases;
  }

  void add() {
    valid("empty", 0);
    valid("one-byte", 1);
    valid("full-outer-segment", FULL_OUTER);
    valid("segment", SEGMENT);
    valid("segment-plus-one", SEGMENT + 1);
    valid("four-segments", LONG);
    addOuterChanges();
    addInnerChanges();
    addWrongArguments();
    addRanges();
  }

  private DataKey key() {
    return DataKey.of(cases.suite(), SecretBytes.adopt(cases.dataKey()));
  }

  private void valid(String what, int length) {
    try (DataKey key = key()) {
      lines(
          cases.success(what).with("plaintext-length", length),
          FixedSalt.sealTwice(key, BLOB, INNER_SALT, OUTER_SALT, StreamVectors.plaintext(length)));
    }
  }

  private VectorFile lines(VectorFile file, Sealed sealed) {
    return file.with("suite", cases.suite().id())
        .with("data-key", cases.dataKey())
        .with("blob-id", BLOB)
        .with("commitment", Arrays.copyOfRange(sealed.bytes(), 24, HEADER))
        .with("opaque-tag", sealed.opaqueTag())
        .with("stream", sealed.bytes());
  }

  private VectorFile rejected(String what, String from, String... changes) {
    return cases.rejected(what, from, changes).with("released", 0);
  }

  private void addOuterChanges() {
    rejected("salt-changed", "one-byte", "flip 0");
    rejected("commitment-changed", "one-byte", "flip 24");
    rejected("inner-salt-changed", "one-byte", "flip 56");
    rejected("inner-commitment-changed", "one-byte", "flip 80");
    rejected("ciphertext-changed", "one-byte", "flip 112");
    rejected("inner-tag-changed", "one-byte", "flip 113");
    rejected("tag-changed", "one-byte", "flip 129");
    rejected("last-byte-missing", "one-byte", "cut 144");
    rejected("last-outer-segment-missing", "full-outer-segment", "cut " + SECOND);
    rejected("byte-appended", "one-byte", "append 00");
    rejected(
        "segments-exchanged",
        "four-segments",
        "move " + HEADER + " " + SECOND + " " + SEALED_SEGMENT);
    cases
        .rejected("fourth-outer-segment-changed", "four-segments", "flip " + FOURTH)
        .with("released", 2 * SEGMENT);
  }

  /** The outer layer holds in every way: its key alone lets nobody change what is in it. */
  private void addInnerChanges() {
    byte[] inner = inner(BLOB, SEGMENT + 1);
    around("inner-one-layer-only", new byte[0]);
    around("inner-header-only", Arrays.copyOf(inner, HEADER));
    around("inner-cut", Arrays.copyOf(inner, SECOND));
    around("inner-extended", Arrays.copyOf(inner, inner.length + 1));
    around("inner-of-another-blob", inner(new UUID(1, 2), SEGMENT + 1));
    byte[] changed = inner.clone();
    changed[HEADER] ^= 1;
    around("inner-changed", changed);
    try (DataKey key = key();
        DataKey outer = key.outer()) {
      around(
          "inner-under-the-outer-key",
          FixedSalt.seal(outer, BLOB, INNER_SALT, StreamVectors.plaintext(1)).bytes());
    }
    VectorFile alone = VectorFile.of("rejected").with("released", 0);
    cases.put("outer-layer-missing", alone);
    lines(alone, new Sealed(inner, "")).with("plaintext-length", SEGMENT + 1);
  }

  private byte[] inner(UUID blob, int length) {
    try (DataKey key = key();
        DataKey inner = key.inner()) {
      return FixedSalt.seal(inner, blob, INNER_SALT, StreamVectors.plaintext(length)).bytes();
    }
  }

  private void around(String what, byte[] inner) {
    try (DataKey key = key();
        DataKey outer = key.outer()) {
      VectorFile file = VectorFile.of("rejected").with("released", 0);
      cases.put(what, file);
      lines(file, FixedSalt.sealAround(outer, BLOB, OUTER_SALT, inner));
    }
  }

  private void addWrongArguments() {
    byte[] key = cases.dataKey();
    int half = key.length / 2;
    byte[] innerChanged = key.clone();
    innerChanged[0] ^= 1;
    byte[] outerChanged = key.clone();
    outerChanged[half] ^= 1;
    byte[] exchanged = Arrays.copyOfRange(key, half, half + key.length);
    System.arraycopy(key, 0, exchanged, half, half);
    rejected("another-inner-key", "one-byte").with("data-key", innerChanged);
    rejected("another-outer-key", "one-byte").with("data-key", outerChanged);
    rejected("keys-exchanged", "one-byte").with("data-key", exchanged);
    rejected("inner-key-alone", "one-byte").with("data-key", Arrays.copyOf(key, half));
    rejected("one-layer-under-the-outer-key", "one-byte")
        .with("data-key", Arrays.copyOfRange(key, half, key.length))
        .with("suite", Suite.AES_256_GCM.id());
    rejected("one-layer-under-the-inner-key", "one-byte")
        .with("data-key", Arrays.copyOf(key, half))
        .with("suite", Suite.AES_256_GCM.id());
    rejected("another-blob", "one-byte").with("blob-id", new UUID(1, 2));
    rejected("another-commitment", "one-byte").with("commitment", "00".repeat(32));
    cases.rejectedLongerDataKey("one-byte").with("released", 0);
  }

  private void addRanges() {
    cases.success("range-of-one-byte", "four-segments").with("range", "16384 16384");
    cases
        .success("range-before-changed-segment", "four-segments", "flip " + FOURTH)
        .with("range", "100 32767");
    rejected("range-in-changed-segment", "four-segments", "flip " + FOURTH)
        .with("range", "40000 40009");
    cases.success("part-length", "segment").with("part-length", SEGMENT);
    rejected("part-one-longer", "segment").with("part-length", SEGMENT + 1);
  }
}
