package io.strongroom.open;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** An object's blobs and record in a folder, and the command run on them. */
final class StoredObject {

  static final String ARN = "arn:aws:s3:::bucket/key";
  static final EncryptionContext CONTEXT = EncryptionContext.empty().with("aws:s3:arn", ARN);

  final Path blobs;
  final Path out;
  final byte[] clear = new byte[100_000];
  final Map<String, String> environment = new HashMap<>();

  private final Path folder;
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  StoredObject(Path folder) throws IOException {
    this.folder = folder;
    new Random(1).nextBytes(clear);
    blobs = Files.createDirectories(folder.resolve("blobs/ab"));
    out = Files.createDirectories(folder.resolve("restored")).resolve("out");
    Files.write(blobs.resolve("unrelated"), new byte[500]);
    Files.write(blobs.resolve("short"), new byte[3]);
  }

  static KmsWrap kmsWrap() {
    return new KmsWrap(KmsKeyId.of("id"), WrappedKey.of(new byte[9]), CONTEXT);
  }

  /** Three parts, in files whose names say nothing: file3, file2, file1. */
  ObjectRecord seal(DataKey key, KeyWrap wrap) throws IOException {
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
      return new ObjectRecord(ARN, new Envelope(key.suite(), wrap), manifest);
    }
  }

  Path write(ObjectRecord record) throws IOException {
    return Files.writeString(folder.resolve("record.json"), record.toJson());
  }

  /** A file with the key's own bytes. */
  String keyFile(SecretBytes secret) throws IOException {
    return Files.write(folder.resolve("key"), secret.<byte[]>use(byte[]::clone)).toString();
  }

  /** With this record and these further options. */
  int run(Path record, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--envelope", record.toString()));
    arguments.addAll(List.of("--blob", blobs.toString(), "--out", out.toString()));
    arguments.addAll(List.of(options));
    return run(arguments);
  }

  int run(List<String> arguments) {
    messages.reset();
    return new OpenMain(environment, new PrintStream(messages, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  /** What the last run said. */
  String said() {
    return messages.toString(StandardCharsets.UTF_8);
  }

  /** What is in the folder of {@link #out}. */
  List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(out.getParent())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
