package io.strongroom.crypto.vectors;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.FixedSaltWraps;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.StreamCommitment;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The cases of envelopes, local wraps, manifests and sealed values. */
final class RecordVectors {

  private static final String ARN = "arn:aws:s3:::bucket/folder/ключ";
  private static final String KEY_ID = "arn:aws:kms:eu-west-1:111122223333:key/1234";

  private final Map<String, VectorFile> files;
  private final Suite suite;

  RecordVectors(Map<String, VectorFile> files, Suite suite) {
    this.files = files;
    this.suite = suite;
  }

  private String name(String kind, String what) {
    return kind + "/suite" + suite.id() + "-" + what;
  }

  void add() {
    addEnvelopes();
    addWraps();
    addManifests();
    addMetadata();
  }

  private void addEnvelopes() {
    WrappedKey wrapped = WrappedKey.of(Seeds.bytes("wrapped", 60));
    WrappedKey bucketKey = WrappedKey.of(Seeds.bytes("wrapped bucket key", 64));
    EncryptionContext context =
        new EncryptionContext(Map.of("aws:s3:arn", ARN, "team", "blue", "été", "\uD83D\uDE00"));
    envelope("kms", new KmsWrap(KEY_ID, wrapped, context));
    envelope("kms-no-context", new KmsWrap(KEY_ID, wrapped, EncryptionContext.empty()));
    envelope(
        "bucket-key",
        new BucketKeyWrap(
            KEY_ID,
            bucketKey,
            EncryptionContext.empty().with("aws:s3:arn", "arn:aws:s3:::bucket"),
            wrapped));
    envelope("customer-key", new CustomerKeyWrap(wrapped));
    rejected("envelope", "another-version", "customer-key", "flip 3");
    rejected("envelope", "unknown-suite", "customer-key", "cut 4", "append 09030001aa");
    rejected("envelope", "unknown-wrap", "customer-key", "cut 5", "append 04000101");
    rejected("envelope", "empty-wrapped-key", "customer-key", "cut 6", "append 0000");
    rejected("envelope", "empty-key-id", "kms", "cut 6", "append 0000000101" + "0000");
    rejected("envelope", "bytes-after", "kms", "append 00");
    rejected("envelope", "cut", "bucket-key", "cut 100");
    rejected("envelope", "empty", "kms", "cut 0");
    rejected(
        "envelope",
        "context-not-sorted",
        "kms-no-context",
        contextChange("0002000162000000016100" + "00"));
    rejected(
        "envelope",
        "context-name-twice",
        "kms-no-context",
        contextChange("0002000161000000016100" + "00"));
    rejected("envelope", "context-not-utf8", "kms-no-context", contextChange("00010001ff0000"));
    rejected("envelope", "context-count-too-high", "kms-no-context", contextChange("ffff"));
  }

  /** Puts another context in the place of an empty one, which is the last two bytes. */
  private String[] contextChange(String context) {
    int length = files.get(name("envelope", "kms-no-context")).bytes("envelope").length;
    return new String[] {"cut " + (length - 2), "append " + context};
  }

  private void envelope(String what, KeyWrap wrap) {
    VectorFile file = VectorFile.of("success").with("suite", suite.id());
    switch (wrap) {
      case KmsWrap kms -> {
        file.with("wrap", "KMS").with("key-id", kms.keyId());
        context(file, kms.context()).with("wrapped-data-key", kms.dataKey().bytes());
      }
      case BucketKeyWrap bucket -> {
        file.with("wrap", "bucket key").with("key-id", bucket.keyId());
        context(file, bucket.context())
            .with("wrapped-bucket-key", bucket.bucketKey().bytes())
            .with("wrapped-data-key", bucket.dataKey().bytes());
      }
      case CustomerKeyWrap customer ->
          file.with("wrap", "customer key").with("wrapped-data-key", customer.dataKey().bytes());
    }
    files.put(name("envelope", what), file.with("envelope", new Envelope(suite, wrap).encode()));
  }

  private static VectorFile context(VectorFile file, EncryptionContext context) {
    context.pairs().forEach((name, value) -> file.with("context", name + "=" + value));
    return file;
  }

  private void addWraps() {
    wrap("bucket-key", "strongroom/bucket-key-wrap@v1", suite.keyLength());
    wrap("customer-key", "strongroom/customer-key-wrap@v1", suite.keyLength());
    wrap("metadata-key", "strongroom/metadata-key-wrap@v1", 32);
    rejected("wrap", "another-version", "bucket-key", "flip 0");
    rejected("wrap", "salt-changed", "bucket-key", "flip 1");
    rejected("wrap", "commitment-changed", "bucket-key", "flip 33");
    rejected("wrap", "secret-changed", "bucket-key", "flip 65");
    rejected("wrap", "cut", "bucket-key", "cut 80");
    rejected("wrap", "byte-appended", "bucket-key", "append 00");
    other("wrap", "another-key", "customer-key", "wrapping-key", "22".repeat(32));
    other("wrap", "short-key", "customer-key", "wrapping-key", "22".repeat(16));
    other("wrap", "another-object", "customer-key", "object-arn", "arn:aws:s3:::bucket/other");
    other("wrap", "another-purpose", "customer-key", "purpose", "strongroom/bucket-key-wrap@v1");
    other("wrap", "another-suite", "customer-key", "suite", Integer.toString(3 - suite.id()));
  }

  private void wrap(String what, String purpose, int length) {
    byte[] wrappingKey = Seeds.bytes("wrapping key", 32);
    byte[] secret = Seeds.bytes(what, length);
    byte[] wrapped =
        FixedSaltWraps.wrap(
                wrappingKey,
                secret,
                purpose,
                FixedSaltWraps.additionalData(purpose, suite, ARN),
                Seeds.bytes("salt " + what, 32))
            .bytes();
    files.put(
        name("wrap", what),
        VectorFile.of("success")
            .with("suite", suite.id())
            .with("purpose", purpose)
            .with("wrapping-key", wrappingKey)
            .with("object-arn", ARN)
            .with("secret", secret)
            .with("wrapped", wrapped));
  }

  private void addManifests() {
    manifest("one-part", List.of(part(1, 12)));
    manifest("three-parts", List.of(part(1, 5 << 20), part(2, 0), part(10_000, 1L << 40)));
    rejected("manifest", "suite-changed", "one-part", "flip 4");
    rejected("manifest", "count-changed", "three-parts", "flip 6");
    rejected("manifest", "number-changed", "one-part", "flip 8");
    rejected("manifest", "blob-changed", "one-part", "flip 9");
    rejected("manifest", "length-changed", "one-part", "flip 32");
    rejected("manifest", "commitment-changed", "one-part", "flip 33");
    rejected("manifest", "authenticator-changed", "one-part", "flip 65");
    rejected("manifest", "parts-exchanged", "three-parts", "move 7 65 58");
    rejected("manifest", "part-dropped", "three-parts", "drop 65 58");
    rejected("manifest", "cut", "three-parts", "cut 100");
    rejected("manifest", "byte-appended", "one-part", "append 00");
    other("manifest", "another-key", "one-part", "data-key", "33".repeat(suite.keyLength()));
  }

  private static Part part(int number, long length) {
    return new Part(
        number,
        new UUID(0x0192f3b07c2e7d3aL, number),
        length,
        StreamCommitment.of(Seeds.bytes("commitment " + number, 32)));
  }

  private void manifest(String what, List<Part> parts) {
    VectorFile file =
        VectorFile.of("success").with("suite", suite.id()).with("data-key", dataKeyBytes());
    for (Part part : parts) {
      file.with("part-number", part.number())
          .with("part-blob-id", part.blobId())
          .with("part-length", part.plaintextLength())
          .with("part-commitment", part.commitment().bytes());
    }
    try (MetadataKey key = metadataKey(suite, dataKeyBytes())) {
      files.put(
          name("manifest", what),
          file.with("manifest", new PartManifest(suite, parts).encode(key)));
    }
  }

  private void addMetadata() {
    try (MetadataKey key = metadataKey(suite, dataKeyBytes())) {
      byte[] clear = Seeds.bytes("checksum", 32);
      files.put(
          name("metadata", "checksum"),
          VectorFile.of("success")
              .with("suite", suite.id())
              .with("data-key", dataKeyBytes())
              .with("label", "checksum")
              .with("plaintext", clear)
              .with(
                  "sealed", FixedSaltWraps.seal(key, "checksum", clear, Seeds.bytes("salt", 24))));
    }
    rejected("metadata", "salt-changed", "checksum", "flip 0");
    rejected("metadata", "value-changed", "checksum", "flip 24");
    rejected("metadata", "tag-changed", "checksum", "flip 56");
    rejected("metadata", "cut", "checksum", "cut 39");
    other("metadata", "another-label", "checksum", "label", "checksums");
    other("metadata", "another-key", "checksum", "data-key", "44".repeat(suite.keyLength()));
  }

  private byte[] dataKeyBytes() {
    return Seeds.bytes("data key " + suite.id(), suite.keyLength());
  }

  static MetadataKey metadataKey(Suite suite, byte[] dataKey) {
    try (DataKey key = DataKey.of(suite, SecretBytes.copyOf(dataKey))) {
      return MetadataKey.of(key);
    }
  }

  private void rejected(String kind, String what, String from, String... changes) {
    VectorFile file = VectorFile.of("rejected").with("from", name(kind, from));
    for (String change : changes) {
      file.with("change", change);
    }
    files.put(name(kind, what), file);
  }

  private void other(String kind, String what, String from, String field, String value) {
    files.put(
        name(kind, what),
        VectorFile.of("rejected").with("from", name(kind, from)).with(field, value));
  }
}
