package io.strongroom.open;

import static io.strongroom.open.StoredObject.ARN;
import static io.strongroom.open.StoredObject.kmsWrap;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure: one sentence, its exit status, and nothing left behind. */
class MainFailuresTest {

  @TempDir Path folder;

  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);
  private StoredObject object;
  private Path record;
  private String rightKey;

  @BeforeEach
  void files() throws IOException {
    object = new StoredObject(folder);
    record = object.write(object.seal(key, kmsWrap()));
    rightKey =
        Files.copy(Path.of(object.keyFile(key.secret())), folder.resolve("right")).toString();
  }

  private void assertFails(int status, String sentence, Path record, String... options)
      throws IOException {
    assertThat(object.run(record, options)).as(object.said()).isEqualTo(status);
    assertThat(object.said())
        .startsWith("open: ")
        .contains(sentence)
        .hasLineCount(1)
        .doesNotContain("Exception");
    assertThat(object.left()).isEmpty();
  }

  @Test
  void run_wrongDataKey_fails() throws IOException {
    String wrong = object.keyFile(SecretBytes.random(32));

    assertFails(1, "was not made with this key", record, "--unwrapped", wrong);
  }

  @Test
  void run_wrongCustomerKey_fails() throws IOException {
    SecretBytes customerKey = SecretBytes.random(32);
    CustomerKeyWrap wrap =
        new CustomerKeyWrap(LocalWrap.wrapWithCustomerKey(customerKey, key, new KeyBinding(ARN)));
    Path customers = object.write(object.seal(key, wrap));

    String wrong = object.keyFile(SecretBytes.random(32));
    assertFails(1, "does not open the envelope", customers, "--customer-key", wrong);
    assertFails(2, "give --customer-key", customers, "--unwrapped", wrong);
  }

  @Test
  void run_customerKeyForAKmsObject_fails() throws IOException {
    assertFails(2, "wrapped by a KMS", record, "--customer-key", rightKey);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 2000})
  void run_keyOfAnotherLength_fails(int length) throws IOException {
    String file = object.keyFile(SecretBytes.random(length));

    assertFails(1, "holds no key of 32 bytes", record, "--unwrapped", file);
  }

  @Test
  void run_keyFilesOfTheLocalProviderThatAreNone_fails() throws IOException {
    assertFails(1, "not there", record, "--key-file", folder.resolve("none").toString());
    assertFails(1, "--key-file", record, "--key-file", rightKey);
  }

  @Test
  void run_manifestOfAnotherObject_fails() throws IOException {
    ObjectRecord mine = ObjectRecord.fromJson(Files.readString(record));
    ObjectRecord other = object.seal(DataKey.generate(Suite.AES_256_GCM), kmsWrap());
    Path mixed = object.write(new ObjectRecord(ARN, mine.envelope(), other.manifest()));

    assertFails(1, "the manifest in " + mixed, mixed, "--unwrapped", rightKey);
  }

  @Test
  void run_envelopeOfAnotherObject_fails() throws IOException {
    ObjectRecord mine = ObjectRecord.fromJson(Files.readString(record));
    Path moved = object.write(new ObjectRecord(ARN + "2", mine.envelope(), mine.manifest()));

    assertFails(1, "envelope of another object", moved, "--unwrapped", rightKey);
  }

  @Test
  void run_recordThatCannotBeRead_fails() throws IOException {
    assertFails(1, "Is a directory", folder, "--unwrapped", rightKey);
    assertFails(1, "not there", folder.resolve("none"), "--unwrapped", rightKey);
  }

  @Test
  void run_recordThatIsNone_fails() throws IOException {
    Path file = folder.resolve("none.json");

    Files.writeString(file, "");
    assertFails(1, "not the JSON of an object record", file, "--unwrapped", rightKey);
    Files.writeString(file, Files.readString(record), StandardCharsets.UTF_16);
    assertFails(1, "not UTF-8", file, "--unwrapped", rightKey);
    Files.write(file, "{\"format\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertFails(1, "not UTF-8", file, "--unwrapped", rightKey);
    assertFails(1, "too long", Path.of("/dev/zero"), "--unwrapped", rightKey);
  }

  @Test
  void run_lastBlobChanged_fails() throws IOException {
    Path last = object.blobs.resolve("file1");
    byte[] changed = Files.readAllBytes(last);
    changed[200] ^= 1;
    Files.write(last, changed);

    assertFails(1, "file1 (rejected: tag)", record, "--unwrapped", rightKey);
  }

  @Test
  void run_blobMissing_saysWhich() throws IOException {
    Files.delete(object.blobs.resolve("file2"));

    assertFails(1, "was not found: give the folder", record, "--unwrapped", rightKey);
  }

  @Test
  void run_blobMissingAndPlacesUnread_saysSo() throws IOException {
    Files.delete(object.blobs.resolve("file1"));
    Files.delete(object.blobs.resolve("file2"));
    String none = folder.resolve("none").toString();

    assertThat(object.run(record, "--blob", none, "--unwrapped", rightKey)).isEqualTo(1);
    assertThat(object.said())
        .contains("passed over " + none + " (not there)")
        .contains("2 blobs were not found")
        .contains("one place could not be read")
        .hasLineCount(2);
  }

  @Test
  void run_outExists_keepsIt() throws IOException {
    Files.writeString(object.out, "precious");

    assertThat(object.run(record, "--unwrapped", rightKey)).isEqualTo(2);
    assertThat(object.said()).contains("never overwritten").hasLineCount(1);
    assertThat(object.out).hasContent("precious");
  }

  @Test
  void run_outIsALinkToNothing_keepsIt() throws IOException {
    Files.createSymbolicLink(object.out, folder.resolve("nothing"));

    assertThat(object.run(record, "--unwrapped", rightKey)).isEqualTo(2);
    assertThat(object.out).isSymbolicLink();
  }

  /** Neither a success nor a failure touches what others left there. */
  @Test
  void run_othersUnfinishedFile_isKept() throws IOException {
    Path others = Files.writeString(object.out.resolveSibling("out.partial"), "precious");
    String wrong = object.keyFile(SecretBytes.random(32));

    assertThat(object.run(record, "--unwrapped", wrong)).isEqualTo(1);
    assertThat(others).hasContent("precious");
    assertThat(object.run(record, "--unwrapped", rightKey)).isZero();
    assertThat(others).hasContent("precious");
  }

  @Test
  void run_outThatCannotBe_fails() {
    String tooLong = folder.resolve("x".repeat(300)).toString();
    String inNoFolder = folder.resolve("none/out").toString();
    for (String out : List.of("/", inNoFolder, rightKey + "/out", tooLong)) {
      List<String> command =
          List.of("--envelope", "a", "--blob", "b", "--out", out, "--unwrapped", rightKey);
      assertThat(object.run(command)).isEqualTo(2);
      assertThat(object.said()).contains("give another --out").hasLineCount(1);
    }
  }

  @Test
  void run_badArguments_points() throws IOException {
    assertFails(2, "all needed", record);
    assertFails(2, "unknown option --what", record, "--what");
    assertFails(2, "--kms needs a value", record, "--kms");
    assertFails(2, "--kms needs a value", record, "--kms", "--unwrapped", "b");
    assertFails(2, "--unwrapped needs a value", record, "--unwrapped", "");
    assertFails(2, "given twice", record, "--kms", "http://a", "--unwrapped", "b");
    assertFails(2, "given twice", record, "--out", "b");
    assertThat(object.said()).contains("strongroom open --help");
  }
}
