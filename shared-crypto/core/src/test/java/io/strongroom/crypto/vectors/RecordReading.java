package io.strongroom.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.FixedSaltWraps;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Reads the cases of local wraps, manifests and sealed values. */
final class RecordReading {

  private RecordReading() {}

  private static Suite suite(VectorFile file) {
    return Suite.ofId((int) file.number("suite"));
  }

  private static MetadataKey metadataKey(VectorFile file) {
    try (DataKey key = DataKey.of(suite(file), SecretBytes.adopt(file.bytes("data-key")))) {
      return MetadataKey.of(key);
    }
  }

  static void wrap(VectorFile file) {
    Suite suite = suite(file);
    KeyBinding binding = binding(file.get("object-arn"));
    WrappedKey wrapped = WrappedKey.of(file.bytes("wrapped"));
    try (SecretBytes key = SecretBytes.adopt(file.bytes("wrapping-key"))) {
      switch (file.get("purpose")) {
        case WrapVectors.BUCKET_KEY -> check(LocalWrap.unwrap(key, suite, wrapped, binding), file);
        case WrapVectors.CUSTOMER_KEY ->
            check(LocalWrap.unwrapWithCustomerKey(key, suite, wrapped, binding), file);
        case WrapVectors.OUTER_KEY ->
            check(LocalWrap.unwrapOuter(key, suite, wrapped, binding), file);
        case WrapVectors.METADATA_KEY ->
            check(MetadataKey.unwrap(key, suite, wrapped, binding), file);
        default -> throw new CiphertextRejected("no such purpose, and so no way to ask for it");
      }
    }
  }

  /** The ARN comes from the caller, whose mistake it is when out of bounds. */
  private static KeyBinding binding(String objectArn) {
    try {
      return new KeyBinding(objectArn);
    } catch (IllegalArgumentException e) {
      throw new CiphertextRejected("object ARN out of bounds");
    }
  }

  private static void check(DataKey unwrapped, VectorFile file) {
    try (unwrapped) {
      assertThat(unwrapped.secret().<byte[]>use(byte[]::clone)).isEqualTo(file.bytes("secret"));
    }
  }

  /** A metadata key does not show its bytes. */
  private static void check(MetadataKey unwrapped, VectorFile file) {
    unwrapped.close();
    String purpose = file.get("purpose");
    byte[] additionalData =
        FixedSaltWraps.additionalData(purpose, suite(file), file.get("object-arn"));
    assertThat(
            FixedSaltWraps.unwrap(
                file.bytes("wrapping-key"), file.bytes("wrapped"), purpose, additionalData))
        .isEqualTo(file.bytes("secret"));
  }

  static void manifest(VectorFile file) {
    try (MetadataKey key = metadataKey(file)) {
      List<Part> parts = PartManifest.decode(file.bytes("manifest"), key).parts();
      assertEach(file, "part-number", parts, part -> Integer.toString(part.number()));
      assertEach(file, "part-blob-id", parts, part -> part.blobId().toString());
      assertEach(file, "part-length", parts, part -> Long.toString(part.plaintextLength()));
      assertEach(
          file,
          "part-commitment",
          parts,
          part -> HexFormat.of().formatHex(part.commitment().bytes()));
    }
  }

  private static void assertEach(
      VectorFile file, String line, List<Part> parts, Function<Part, String> value) {
    assertThat(parts.stream().map(value).toList()).isEqualTo(file.all(line));
  }

  static void metadata(VectorFile file) {
    try (MetadataKey key = metadataKey(file)) {
      assertThat(key.open(file.get("label"), file.bytes("sealed")))
          .isEqualTo(file.bytes("plaintext"));
    }
  }
}
