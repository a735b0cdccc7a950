package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strongroom.crypto.envelope.ObjectRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Objects of a running server, opened without it: as the drill in shared-crypto/README.md is
 * written, and by the reader in Python, which knows SPEC.md alone.
 */
@ExtendWith(StrongroomExtension.class)
class RescueIT {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path READER = ROOT.resolve("shared-crypto/interop/open_object.py");

  private final Strongroom strongroom;
  private final S3Client s3;
  @TempDir Path folder;

  RescueIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
  }

  private record Outcome(int exit, String out, String err) {}

  private Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("does not end: " + String.join(" ", command));
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static String block(String language, int number) throws IOException {
    String drill =
        Files.readString(ROOT.resolve("shared-crypto/README.md"))
            .split("## The drill", 2)[1]
            .split("\n## ", 2)[0];
    return drill.split("```" + language + "\n")[number].split("```")[0];
  }

  private static String sql(int number, String bucket, String key) throws IOException {
    return block("sql", number)
        .replace("'BUCKET'", "'" + bucket + "'")
        .replace("'KEY'", "'" + key + "'");
  }

  @Test
  @OneProcess
  void drill_asWritten_restoresTheObject() throws Exception {
    byte[] content = Samples.bytes(100_000);
    s3.createBucket(request -> request.bucket("vault"));
    put("vault", "plan.txt", content, Mode.SSE_KMS);
    Files.createSymbolicLink(folder.resolve("strongroom"), ROOT.resolve("strongroom"));
    Files.createSymbolicLink(folder.resolve("strongroom-data"), strongroom.data());
    Map<String, String> environment = new HashMap<>(strongroom.clientEnvironment());
    environment.put("HOME", folder.toString());

    Outcome drill = run(environment, "sh", "-eu", "-c", block("sh", 1));

    assertThat(drill.exit()).as(drill.err()).isZero();
    assertThat(folder.resolve("restored")).hasBinaryContent(content);
  }

  @Test
  @OneProcess
  void open_smallObject_fromWhatTheRecordCommandWrote() throws Exception {
    String bucket = strongroom.newBucket();
    byte[] content = Samples.bytes(4096);
    put(bucket, "small", content, Mode.SSE_KMS);
    String launcher = ROOT.resolve("strongroom").toString();
    String data = strongroom.data().toString();

    Outcome command =
        run(Map.of(), launcher, "record", "--data", data, "--sealed", "sealed", bucket, "small");
    Files.writeString(folder.resolve("record.json"), command.out());
    Outcome open =
        run(
            strongroom.clientEnvironment(),
            launcher,
            "open",
            "--envelope",
            "record.json",
            "--blob",
            "sealed",
            "--out",
            "restored",
            "--kms",
            strongroom.endpoint("kms").toString());

    assertThat(command.exit()).as(command.err()).isZero();
    assertThat(open.exit()).as(open.err()).isZero();
    assertThat(folder.resolve("restored")).hasBinaryContent(content);
  }

  @ParameterizedTest
  @EnumSource
  void open_everyMode_restoresTheObject(Mode mode) throws Exception {
    String bucket = strongroom.newBucket();
    byte[] content = putInParts(bucket, "k", mode);
    Path key = Files.write(folder.resolve("key"), Samples.bytes(32));

    Outcome open =
        run(
            strongroom.clientEnvironment(),
            ROOT.resolve("strongroom").toString(),
            "open",
            "--envelope",
            record(bucket, "k").toString(),
            "--blob",
            strongroom.data().resolve("blobs").toString(),
            cutCopies().toString(),
            "--out",
            "restored",
            mode == Mode.SSE_C ? "--customer-key" : "--kms",
            mode == Mode.SSE_C ? key.toString() : strongroom.endpoint("kms").toString());

    assertThat(open.exit()).as(open.err()).isZero();
    assertThat(folder.resolve("restored")).hasBinaryContent(content);
  }

  @Test
  @OneProcess
  void record_command_saysTheSameAsTheStatement() throws Exception {
    String bucket = strongroom.newBucket();
    put(bucket, "folder/ключ", Samples.bytes(10), Mode.BUCKET_KEY);
    String launcher = ROOT.resolve("strongroom").toString();
    String data = strongroom.data().toString();

    Outcome command = run(Map.of(), launcher, "record", "--data", data, bucket, "folder/ключ");
    Outcome missing = run(Map.of(), launcher, "record", "--data", data, bucket, "other");

    assertThat(command.exit()).as(command.err()).isZero();
    assertThat(ObjectRecord.fromJson(command.out()).toJson())
        .isEqualTo(ObjectRecord.fromJson(Files.readString(record(bucket, "folder/ключ"))).toJson());
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).contains("no object other");
  }

  @Test
  void pythonReader_vectors_allAsTheySay() throws Exception {
    requirePython();

    Outcome vectors =
        run(Map.of(), "python3", READER.toString(), "vectors", ROOT + "/shared-crypto/vectors");

    assertThat(vectors.exit()).as(vectors.err()).isZero();
    assertThat(vectors.out()).contains("vectors as they say");
  }

  @ParameterizedTest
  @EnumSource
  void pythonReader_everyMode_opensWhatIsStored(Mode mode) throws Exception {
    requirePython();
    String bucket = strongroom.newBucket();
    for (int size : new int[] {0, 40_000}) {
      byte[] content = Samples.bytes(size);
      put(bucket, "k" + size, content, mode);
      assertThat(openInPython(bucket, "k" + size, mode)).isEqualTo(content);
    }
    byte[] content = putInParts(bucket, "parts", mode);
    assertThat(openInPython(bucket, "parts", mode)).isEqualTo(content);
  }

  private byte[] openInPython(String bucket, String key, Mode mode) throws Exception {
    Path record = record(bucket, key);
    Path answer = folder.resolve("answer");
    List<String> outer = new ArrayList<>();
    if (mode == Mode.SSE_C) {
      Files.write(answer, Samples.bytes(32));
    } else {
      Outcome show = run(Map.of(), "python3", READER.toString(), "show", record.toString());
      assertThat(show.exit()).as(show.err()).isZero();
      JsonNode about = new ObjectMapper().readTree(show.out());
      Files.write(answer, askKms(about));
      if (about.has("outer")) {
        Path outerAnswer = Files.write(folder.resolve("outer"), askKms(about.get("outer")));
        outer.addAll(List.of("--outer-kms-answer", outerAnswer.toString()));
      }
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                READER.toString(),
                "open",
                record.toString(),
                strongroom.data().resolve("blobs").toString(),
                cutCopies().toString(),
                sealed(bucket, key).toString(),
                "--out",
                "restored",
                mode == Mode.SSE_C ? "--customer-key" : "--kms-answer",
                answer.toString()));
    command.addAll(outer);
    Outcome open = run(Map.of(), command.toArray(String[]::new));
    assertThat(open.exit()).as(open.err()).isZero();
    return Files.readAllBytes(folder.resolve("restored"));
  }

  /** What an interrupted backup leaves: files that begin like the blobs. */
  private Path cutCopies() throws IOException {
    Path copies = Files.createDirectories(folder.resolve("copies"));
    try (Stream<Path> blobs = Files.walk(strongroom.data().resolve("blobs"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(blob)) {
          byte[] start = in.readNBytes((int) Math.min(1000, Files.size(blob) - 1));
          Files.write(copies.resolve(blob.getFileName() + ".tmp"), start);
        }
      }
    }
    return copies;
  }

  private byte[] askKms(JsonNode question) throws IOException {
    Map<String, String> context = new HashMap<>();
    question
        .get("EncryptionContext")
        .properties()
        .forEach(pair -> context.put(pair.getKey(), pair.getValue().asText()));
    byte[] wrapped = question.get("CiphertextBlob").binaryValue();
    return strongroom
        .kms()
        .decrypt(
            request ->
                request
                    .keyId(question.get("KeyId").asText())
                    .encryptionContext(context)
                    .ciphertextBlob(SdkBytes.fromByteArray(wrapped)))
        .plaintext()
        .asByteArray();
  }

  /** The object's record, by the statement in the README. */
  private Path record(String bucket, String key) throws IOException {
    try (Metadata metadata = strongroom.metadata()) {
      return Files.writeString(folder.resolve("record.json"), metadata.text(sql(1, bucket, key)));
    }
  }

  /** What the database holds of the object's bytes, by the other statement in the README. */
  private Path sealed(String bucket, String key) throws IOException {
    Path sealed = Files.createDirectories(folder.resolve("sealed"));
    try (Metadata metadata = strongroom.metadata()) {
      byte[] bytes = HexFormat.of().parseHex(metadata.text(sql(2, bucket, key)));
      if (bytes.length > 0) {
        Files.write(sealed.resolve("bytes"), bytes);
      }
    }
    return sealed;
  }

  private void put(String bucket, String key, byte[] content, Mode mode) {
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))),
        RequestBody.fromBytes(content));
  }

  private byte[] putInParts(String bucket, String key, Mode mode) {
    byte[] content = Samples.bytes(Samples.PART + 70_000);
    String upload =
        s3.createMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      int part = number;
      int start = (part - 1) * Samples.PART;
      int end = Math.min(content.length, part * Samples.PART);
      String tag =
          s3.uploadPart(
                  request ->
                      request
                          .bucket(bucket)
                          .key(key)
                          .uploadId(upload)
                          .partNumber(part)
                          .overrideConfiguration(with(mode.onRead())),
                  RequestBody.fromBytes(java.util.Arrays.copyOfRange(content, start, end)))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(part).eTag(tag).build());
    }
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(done -> done.parts(parts)));
    return content;
  }

  /** Skips, saying so, where no Python reads both ciphers. */
  private void requirePython() throws InterruptedException {
    String check =
        "from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes;"
            + "Cipher(algorithms.SM4(bytes(16)), modes.GCM(bytes(12))).encryptor()";
    try {
      if (run(Map.of(), "python3", "-c", check).exit() == 0) {
        return;
      }
    } catch (IOException e) {
      // No Python at all: answered below.
    }
    String message =
        "SKIPPED: the reader in Python needs python3 with the package cryptography, of version 42"
            + " or later";
    System.err.println(message);
    abort(message);
  }
}
