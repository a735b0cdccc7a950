package io.strongroom.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import io.strongroom.kms.KmsClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MainTest {

  private static final String ARN = "arn:aws:s3:::bucket/key";
  private static final EncryptionContext CONTEXT =
      EncryptionContext.empty().with("aws:s3:arn", ARN);

  @TempDir Path folder;

  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final byte[] clear = new byte[100_000];
  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);
  private Path blobs;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    new Random(1).nextBytes(clear);
    blobs = Files.createDirectories(folder.resolve("blobs/ab"));
    out = folder.resolve("out");
    Files.write(blobs.resolve("unrelated"), new byte[500]);
    Files.write(blobs.resolve("short"), new byte[3]);
  }

  /** Three parts, in files whose names say nothing. */
  private Path record(DataKey key, KeyWrap wrap) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UUID id = UUID.randomUUID();
      try (OutputStream file = Files.newOutputStream(blobs.resolve("file" + (3 - i)));
          SegmentSealer sealer = SegmentSealer.start(key, StreamContext.ofBlob(id))) {
        sealer.update(clear, i * 40_000, Math.min(40_000, clear.length - i * 40_000), file::write);
        SealedStream stream = sealer.finish(file::write);
        parts.add(new Part(i + 1, id, stream.plaintextLength(), stream.commitment()));
      }
    }
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      byte[] manifest = new PartManifest(key.suite(), parts).encode(metadataKey);
      ObjectRecord record = new ObjectRecord(ARN, new Envelope(key.suite(), wrap), manifest);
      return Files.writeString(folder.resolve("record.json"), record.toJson());
    }
  }

  private int run(Path record, String... keyOption) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--envelope",
                record.toString(),
                "--blob",
                blobs.toString(),
                "--out",
                out.toString()));
    arguments.addAll(List.of(keyOption));
    return new Main(Map.of(), new PrintStream(messages, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private String said() {
    return messages.toString(StandardCharsets.UTF_8);
  }

  private String keyFile(SecretBytes secret) throws IOException {
    return Files.write(folder.resolve("key"), secret.<byte[]>use(byte[]::clone)).toString();
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void run_customerKey_writesTheObject(Suite suite) throws IOException {
    SecretBytes customerKey = SecretBytes.random(32);
    DataKey dataKey = DataKey.generate(suite);
    Path record =
        record(
            dataKey,
            new CustomerKeyWrap(
                LocalWrap.wrapWithCustomerKey(customerKey, dataKey, new KeyBinding(ARN))));

    assertThat(run(record, "--customer-key", keyFile(customerKey))).as(said()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(clear);
  }

  @Test
  void run_bucketKeyInAFile_writesTheObject() throws IOException {
    SecretBytes bucketKey = SecretBytes.random(32);
    Path record =
        record(
            key,
            new BucketKeyWrap(
                "id",
                WrappedKey.of(new byte[9]),
                CONTEXT,
                LocalWrap.wrap(bucketKey, key, new KeyBinding(ARN))));
    String hex = HexFormat.of().formatHex(bucketKey.<byte[]>use(byte[]::clone));
    Path file = Files.writeString(folder.resolve("key"), hex + "\n");

    assertThat(run(record, "--unwrapped", file.toString())).as(said()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(clear);
  }

  @Test
  void run_dataKeyAsTheKmsPrintsIt_writesTheObject() throws IOException {
    Path record = record(key, kmsWrap());
    String base64 = Base64.getEncoder().encodeToString(key.secret().<byte[]>use(byte[]::clone));
    Path file = Files.writeString(folder.resolve("key"), base64);

    assertThat(run(record, "--unwrapped", file.toString())).as(said()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(clear);
  }

  @Test
  void run_keyFileOfTheLocalProvider_writesTheObject() throws IOException {
    String master = Base64.getEncoder().encodeToString(new byte[32]);
    Path ring = Files.writeString(folder.resolve("ring"), "main 1 " + master + "\n");
    Files.setPosixFilePermissions(ring, PosixFilePermissions.fromString("rw-------"));
    Path record;
    try (var kms = KmsClients.local(ring);
        GeneratedDataKey generated =
            kms.generateDataKey("main", 32, CONTEXT, Requester.service(""))
                .toCompletableFuture()
                .join();
        DataKey dataKey = DataKey.of(Suite.AES_256_GCM, generated.plaintext().copy())) {
      record = record(dataKey, new KmsWrap(generated.keyId(), generated.wrapped(), CONTEXT));
    }

    assertThat(run(record, "--key-file", ring.toString())).as(said()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(clear);
  }

  private static KmsWrap kmsWrap() {
    return new KmsWrap("id", WrappedKey.of(new byte[9]), CONTEXT);
  }

  @Test
  void run_wrongKey_leavesNothing() throws IOException {
    Path record = record(key, kmsWrap());

    assertThat(run(record, "--unwrapped", keyFile(SecretBytes.random(32)))).isEqualTo(1);
    assertThat(said()).contains("rejected");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("out.partial")).doesNotExist();
  }

  @Test
  void run_recordNotUtf8_rejected() throws IOException {
    Path record = record(key, kmsWrap());
    byte[] bytes = Files.readAllBytes(record);
    bytes[bytes.length / 2] = (byte) 0xFF;
    Files.write(record, bytes);

    assertThat(run(record, "--unwrapped", keyFile(key.secret()))).isEqualTo(1);
    assertThat(said()).contains("rejected");
    assertThat(out).doesNotExist();
  }

  @Test
  void run_lastBlobChanged_leavesNothing() throws IOException {
    Path record = record(key, kmsWrap());
    Path last = blobs.resolve("file1");
    byte[] changed = Files.readAllBytes(last);
    changed[200] ^= 1;
    Files.write(last, changed);

    assertThat(run(record, "--unwrapped", keyFile(key.secret()))).isEqualTo(1);
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("out.partial")).doesNotExist();
  }

  @Test
  void run_blobMissing_saysWhich() throws IOException {
    Path record = record(key, kmsWrap());
    Files.delete(blobs.resolve("file2"));

    assertThat(run(record, "--unwrapped", keyFile(key.secret()))).isEqualTo(1);
    assertThat(said()).contains("not found: blob ");
    assertThat(out).doesNotExist();
  }

  @Test
  void run_kmsNotThere_saysSo() throws IOException {
    Path record = record(key, kmsWrap());

    assertThat(run(record, "--kms", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(said()).contains("KMS");
  }

  @Test
  void run_outExists_keepsIt() throws IOException {
    Path record = record(key, kmsWrap());
    Files.writeString(out, "precious");

    assertThat(run(record, "--unwrapped", keyFile(key.secret()))).isEqualTo(2);
    assertThat(out).hasContent("precious");
  }

  @Test
  void run_badArguments_explainsUsage() {
    Path any = folder.resolve("any");
    assertThat(run(any)).isEqualTo(2);
    assertThat(run(any, "--what")).isEqualTo(2);
    assertThat(run(any, "--kms")).isEqualTo(2);
    assertThat(run(any, "--kms", "http://a", "--unwrapped", "b")).isEqualTo(2);
    assertThat(said()).contains("--customer-key FILE");
    assertThat(run(any, "--kms", "http://a")).isEqualTo(1);
  }
}
