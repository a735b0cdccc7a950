package io.strongroom.crypto.vectors;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.FixedSalt;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** The stream cases. */
final class StreamVectors {

  private static final int HEADER = 56;
  private static final int SEGMENT = 16384;
  private static final int SEALED_SEGMENT = SEGMENT + 16;
  private static final UUID BLOB = UUID.fromString("0192f3b0-7c2e-7d3a-9a51-6f0e5d4c3b2a");

  private final Map<String, VectorFile> files;
  private final Suite suite;

  StreamVectors(Map<String, VectorFile> files, Suite suite) {
    this.files = files;
    this.suite = suite;
  }

  /** Plaintext byte i, as SPEC §12 says. */
  static byte[] plaintext(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7 + i / 251);
    }
    return bytes;
  }

  private String name(String what) {
    return "stream/suite" + suite.id() + "-" + what;
  }

  void add() {
    valid("empty", 0);
    valid("one-byte", 1);
    valid("segment-minus-one", SEGMENT - 1);
    valid("segment", SEGMENT);
    valid("segment-plus-one", SEGMENT + 1);
    valid("two-segments", 2 * SEGMENT);
    addChangedBytes();
    addChangedOrder();
    addWrongArguments();
  }

  private void valid(String what, int length) {
    byte[] keyBytes = Seeds.bytes("data key " + suite.id(), suite.keyLength());
    byte[] salt = Seeds.bytes("salt " + suite.id() + what, 24);
    try (DataKey key = DataKey.of(suite, SecretBytes.copyOf(keyBytes))) {
      byte[] stream = FixedSalt.seal(key, BLOB, salt, plaintext(length));
      files.put(
          name(what),
          VectorFile.of("success")
              .with("suite", suite.id())
              .with("data-key", keyBytes)
              .with("blob-id", BLOB)
              .with("commitment", Arrays.copyOfRange(stream, 24, HEADER))
              .with("plaintext-length", length)
              .with("stream", stream));
    }
  }

  private void addChangedBytes() {
    rejected("salt-changed", "one-byte", "flip 0");
    rejected("commitment-changed", "one-byte", "flip 24");
    rejected("ciphertext-changed", "one-byte", "flip 56");
    rejected("tag-changed", "one-byte", "flip 72");
    rejected("first-segment-changed", "segment-plus-one", "flip 100");
    rejected("last-segment-changed", "segment-plus-one", "flip " + (HEADER + SEALED_SEGMENT));
    rejected("no-header", "one-byte", "cut 55");
    rejected("no-segment", "one-byte", "cut 56");
    rejected("half-tag", "one-byte", "cut 64");
    rejected(
        "last-byte-missing", "segment-plus-one", "drop " + (HEADER + SEALED_SEGMENT + 16) + " 1");
    rejected("last-segment-missing", "segment", "cut " + (HEADER + SEALED_SEGMENT));
    rejected("cut-inside-full-segment", "segment", "cut " + (HEADER + 1000));
    rejected("byte-appended", "segment", "append 00");
    rejected("segment-appended", "empty", "append " + "00".repeat(SEALED_SEGMENT));
  }

  private void addChangedOrder() {
    int second = HEADER + SEALED_SEGMENT;
    rejected(
        "segments-exchanged",
        "two-segments",
        "move " + HEADER + " " + second + " " + SEALED_SEGMENT);
    rejected(
        "first-segment-repeated",
        "two-segments",
        "copy " + HEADER + " " + second + " " + SEALED_SEGMENT);
    rejected("first-segment-dropped", "two-segments", "drop " + HEADER + " " + SEALED_SEGMENT);
    rejected("middle-segment-dropped", "two-segments", "drop " + second + " " + SEALED_SEGMENT);
  }

  private void addWrongArguments() {
    Suite other = suite == Suite.AES_256_GCM ? Suite.SM4_GCM : Suite.AES_256_GCM;
    put("another-blob", "one-byte", "blob-id", new UUID(1, 2).toString());
    put("another-commitment", "one-byte", "commitment", "00".repeat(32));
    put("another-key", "one-byte", "data-key", "11".repeat(suite.keyLength()));
    put("another-suite", "one-byte", "suite", Integer.toString(other.id()));
    put("unknown-suite", "one-byte", "suite", "3");
  }

  private void rejected(String what, String from, String change) {
    put(what, from, "change", change);
  }

  private void put(String what, String from, String field, String value) {
    files.put(name(what), VectorFile.of("rejected").with("from", name(from)).with(field, value));
  }
}
