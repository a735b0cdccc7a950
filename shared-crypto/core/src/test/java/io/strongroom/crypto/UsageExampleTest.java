package io.strongroom.crypto;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.rescue.RescueKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.crypto.segment.FileInput;
import io.strongroom.crypto.segment.SealedOutput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shared-crypto/README.md shows: an object from plaintext to stored bytes and back. */
class UsageExampleTest {

  private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  private final String arn = "arn:aws:s3:::bucket/key";
  private final SecretBytes customerKey = SecretBytes.random(32);

  private String seal(InputStream in, Path blob) throws IOException {
    UUID blobId = UUID.randomUUID();
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM);
        MetadataKey metadataKey = MetadataKey.of(key);
        SegmentSealer sealer = SegmentSealer.start(key, StreamContext.ofBlob(blobId));
        FileChannel channel = FileChannel.open(blob, CREATE_NEW, WRITE)) {
      SealedOutput out = SealedOutput.to(channel);
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sealer.update(buffer, 0, n, out);
      }
      SealedStream stream = sealer.finish(out);

      Part part = new Part(1, blobId, stream.plaintextLength(), stream.commitment());
      PartManifest manifest = new PartManifest(key.suite(), List.of(part));
      WrappedKey wrapped = LocalWrap.wrapWithCustomerKey(customerKey, key, new KeyBinding(arn));
      Envelope envelope = new Envelope(key.suite(), new CustomerKeyWrap(wrapped));
      return new ObjectRecord(arn, envelope, manifest.encode(metadataKey)).toJson();
    }
  }

  private void open(String json, Path blob, OutputStream out) throws IOException {
    ObjectRecord record = ObjectRecord.fromJson(json);
    try (DataKey key = new RescueKey.Customer(customerKey).unwrap(record);
        MetadataKey metadataKey = MetadataKey.of(key)) {
      Part part = PartManifest.decode(record.manifest(), metadataKey).parts().getFirst();
      try (SealedReader reader = part.open(key, FileInput.open(blob))) {
        reader.asInputStream().transferTo(out);
      }
    }
  }

  @Test
  void example_sealedAndOpened_theSame(@TempDir Path folder) throws IOException {
    byte[] clear = new byte[100_000];
    Arrays.fill(clear, (byte) 7);
    Path blob = folder.resolve("blob");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    open(seal(new ByteArrayInputStream(clear), blob), blob, out);

    assertThat(out.toByteArray()).isEqualTo(clear);
  }

  @Test
  void readme_javaInIt_isThisCode() throws IOException {
    Path folder = SpecCoverageTest.sharedCrypto();
    String readme = Files.readString(folder.resolve("README.md"));
    String source =
        Files.readString(
            folder.resolve("core/src/test/java/io/strongroom/crypto/UsageExampleTest.java"));

    List<String> blocks = JAVA_BLOCK.matcher(readme).results().map(m -> m.group(1)).toList();

    assertThat(blocks).hasSize(2).allSatisfy(block -> assertThat(source).contains(inBody(block)));
  }

  private static String inBody(String block) {
    return block.indent(4).replaceAll("(?m)^ +$", "");
  }
}
