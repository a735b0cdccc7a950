package io.strongroom.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.FixedSaltWraps;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.crypto.segment.StreamContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors of SPEC §12: every file on disk does what it says, and is what the generator makes.
 * Written anew with {@code -Dstrongroom.vectors.write=true}.
 */
@Spec({"SUITE-1", "SEG-4", "SEG-6", "SEG-7", "ENV-2", "WRAP-3", "WRAP-4", "MAN-2", "META-2"})
class FormatVectorsTest {

  private static final Path FOLDER = folder();

  private static Path folder() {
    String root = System.getProperty("strongroom.root");
    return (root == null ? Path.of("..") : Path.of(root, "shared-crypto")).resolve("vectors");
  }

  private static Map<String, VectorFile> generated() {
    Map<String, VectorFile> files = new TreeMap<>();
    for (Suite suite : Suite.values()) {
      new StreamVectors(files, suite).add();
      new RecordVectors(files, suite).add();
    }
    return files;
  }

  static Stream<String> cases() throws IOException {
    if (Boolean.getBoolean("strongroom.vectors.write")) {
      for (var file : generated().entrySet()) {
        Path path = FOLDER.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue().text());
      }
    }
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> FOLDER.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static VectorFile read(String name) {
    try {
      return VectorFile.parse(Files.readString(FOLDER.resolve(name)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void files_generatedAgain_theSame() throws IOException {
    Map<String, String> onDisk = new TreeMap<>();
    cases().forEach(name -> onDisk.put(name, read(name).text()));
    Map<String, String> made = new TreeMap<>();
    generated().forEach((name, file) -> made.put(name, file.text()));

    assertThat(onDisk.keySet()).isEqualTo(made.keySet());
    made.forEach((name, text) -> assertThat(onDisk.get(name).equals(text)).as(name).isTrue());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void file_opened_asItSays(String name) throws Exception {
    String kind = name.substring(0, name.indexOf('/'));
    String subject =
        switch (kind) {
          case "stream", "envelope", "manifest" -> kind;
          case "wrap" -> "wrapped";
          case "metadata" -> "sealed";
          default -> throw new AssertionError(kind);
        };
    VectorFile file = read(name).resolve(subject, FormatVectorsTest::read);
    if (file.expectsSuccess()) {
      open(kind, file);
    } else {
      assertThatThrownBy(() -> open(kind, file)).isInstanceOf(CiphertextRejected.class);
    }
  }

  private static void open(String kind, VectorFile file) throws IOException {
    switch (kind) {
      case "stream" -> openStream(file);
      case "envelope" -> openEnvelope(file);
      case "wrap" -> openWrap(file);
      case "manifest" -> openManifest(file);
      default -> openMetadata(file);
    }
  }

  private static Suite suite(VectorFile file) {
    return Suite.ofId(Integer.parseInt(file.get("suite")));
  }

  private static void openStream(VectorFile file) throws IOException {
    try (DataKey key = DataKey.of(suite(file), SecretBytes.adopt(file.bytes("data-key")));
        SealedReader reader =
            SealedReader.open(
                key,
                StreamContext.ofBlob(UUID.fromString(file.get("blob-id"))),
                StreamCommitment.of(file.bytes("commitment")),
                input(file.bytes("stream")))) {
      int length = Integer.parseInt(file.get("plaintext-length"));
      byte[] clear = new byte[length];
      int read = reader.read(0, clear, 0, length);
      assertThat(read).isEqualTo(length);
      assertThat(reader.plaintextLength()).isEqualTo(length);
      assertThat(clear).isEqualTo(StreamVectors.plaintext(length));
    }
  }

  private static SealedInput input(byte[] bytes) {
    return new SealedInput() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void readFully(long position, byte[] buffer, int offset, int length) {
        System.arraycopy(bytes, (int) position, buffer, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  private static void openEnvelope(VectorFile file) {
    Envelope envelope = Envelope.decode(file.bytes("envelope"));
    assertThat(envelope.suite()).isEqualTo(suite(file));
    assertThat(envelope.encode()).isEqualTo(file.bytes("envelope"));
    byte[] dataKey =
        switch (envelope.wrap()) {
          case KmsWrap kms -> {
            assertThat(kms.keyId()).isEqualTo(file.get("key-id"));
            assertThat(file.all("context")).hasSize(kms.context().pairs().size());
            kms.context()
                .pairs()
                .forEach((n, v) -> assertThat(file.all("context")).contains(n + "=" + v));
            yield kms.dataKey().bytes();
          }
          case BucketKeyWrap bucket -> {
            assertThat(bucket.keyId()).isEqualTo(file.get("key-id"));
            assertThat(bucket.bucketKey().bytes()).isEqualTo(file.bytes("wrapped-bucket-key"));
            yield bucket.dataKey().bytes();
          }
          case CustomerKeyWrap customer -> customer.dataKey().bytes();
        };
    assertThat(dataKey).isEqualTo(file.bytes("wrapped-data-key"));
  }

  private static void openWrap(VectorFile file) {
    String purpose = file.get("purpose");
    byte[] additionalData =
        FixedSaltWraps.additionalData(purpose, suite(file), file.get("object-arn"));
    assertThat(
            FixedSaltWraps.unwrap(
                file.bytes("wrapping-key"), file.bytes("wrapped"), purpose, additionalData))
        .isEqualTo(file.bytes("secret"));
  }

  private static void openManifest(VectorFile file) {
    try (MetadataKey key = RecordVectors.metadataKey(suite(file), file.bytes("data-key"))) {
      PartManifest manifest = PartManifest.decode(file.bytes("manifest"), key);
      assertThat(manifest.parts())
          .extracting(part -> Long.toString(part.plaintextLength()))
          .isEqualTo(file.all("part-length"));
      assertThat(manifest.parts())
          .extracting(part -> part.blobId().toString())
          .isEqualTo(file.all("part-blob-id"));
    }
  }

  private static void openMetadata(VectorFile file) {
    try (MetadataKey key = RecordVectors.metadataKey(suite(file), file.bytes("data-key"))) {
      assertThat(key.open(file.get("label"), file.bytes("sealed")))
          .isEqualTo(file.bytes("plaintext"));
    }
  }
}
