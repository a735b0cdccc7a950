package io.strongroom.crypto.vectors;

import io.strongroom.crypto.envelope.FixedSaltWraps;
import io.strongroom.crypto.envelope.MetadataKey;

/** The cases of sealed values. */
final class MetadataVectors {

  private static final int LONGEST = 65536;
  private static final byte[] SALT = Seeds.bytes("salt", 24);

  private final Cases cases;

  MetadataVectors(Cases cases) {
    this.cases = cases;
  }

  void add() {
    valid("checksum", "checksum", Seeds.bytes("checksum", 32));
    cases.rejected("salt-changed", "checksum", "flip 0");
    cases.rejected("value-changed", "checksum", "flip 24");
    cases.rejected("tag-changed", "checksum", "flip 56");
    cases.rejected("cut", "checksum", "cut 39");
    cases.other("another-label", "checksum", "label", "checksums");
    cases.other("another-key", "checksum", "data-key", "44".repeat(cases.suite().keyLength()));
    cases.rejectedLongerDataKey("checksum");
    valid("empty", "checksum", new byte[0]);
    valid("label-not-ascii", "ключ", new byte[] {1});
    valid("longest", "checksum", new byte[LONGEST]);
    byte[] tooLong = new byte[LONGEST + 1];
    cases.other(
        "too-long",
        "checksum",
        "sealed",
        RawSeals.value(cases.suite(), cases.dataKey(), "checksum", SALT, tooLong));
  }

  private void valid(String what, String label, byte[] clear) {
    try (MetadataKey key = ManifestVectors.metadataKey(cases)) {
      cases
          .success(what)
          .with("suite", cases.suite().id())
          .with("data-key", cases.dataKey())
          .with("label", label)
          .with("plaintext", clear)
          .with("sealed", FixedSaltWraps.seal(key, label, clear, SALT));
    }
  }
}
