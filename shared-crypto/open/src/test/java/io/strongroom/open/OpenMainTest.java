package io.strongroom.open;

import static io.strongroom.open.StoredObject.ARN;
import static io.strongroom.open.StoredObject.CONTEXT;
import static io.strongroom.open.StoredObject.kmsWrap;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.local.LocalKeysFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects that open. */
class OpenMainTest {

  @TempDir Path folder;

  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);
  private StoredObject object;

  @BeforeEach
  void files() throws IOException {
    object = new StoredObject(folder);
  }

  private void assertOpens(Path record, String... options) throws IOException {
    assertThat(object.run(record, options)).as(object.said()).isZero();
    assertThat(object.out).hasBinaryContent(object.clear);
    assertThat(object.left()).containsExactly("out");
  }

  private Path sealWithCustomerKey(DataKey dataKey, SecretBytes customerKey) throws IOException {
    WrappedKey wrapped = LocalWrap.wrapWithCustomerKey(customerKey, dataKey, new KeyBinding(ARN));
    return object.write(object.seal(dataKey, new CustomerKeyWrap(wrapped)));
  }

  @ParameterizedTest
  @EnumSource(value = Suite.class, mode = EnumSource.Mode.EXCLUDE, names = "AES_256_GCM_TWICE")
  void run_customerKey_writesTheObject(Suite suite) throws IOException {
    SecretBytes customerKey = SecretBytes.random(32);
    Path record = sealWithCustomerKey(DataKey.generate(suite), customerKey);

    assertOpens(record, "--customer-key", object.keyFile(customerKey));
  }

  /** As people make them: {@code openssl rand -hex 16}. */
  @Test
  void run_customerKeyOfHexadecimalDigits_isTakenAsItIs() throws IOException {
    byte[] digits = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    SecretBytes customerKey = SecretBytes.copyOf(digits);
    Path record = sealWithCustomerKey(key, customerKey);

    assertOpens(record, "--customer-key", object.keyFile(customerKey));
  }

  @Test
  void run_bucketKeyInAFile_writesTheObject() throws IOException {
    SecretBytes bucketKey = SecretBytes.random(32);
    WrappedKey wrapped = LocalWrap.wrap(bucketKey, key, new KeyBinding(ARN));
    Path record =
        object.write(
            object.seal(
                key,
                new BucketKeyWrap(
                    KmsKeyId.of("id"), WrappedKey.of(new byte[9]), CONTEXT, wrapped)));
    String hex = HexFormat.of().formatHex(bucketKey.<byte[]>use(byte[]::clone));
    Path file = Files.writeString(folder.resolve("key"), hex + "\n");

    assertOpens(record, "--unwrapped", file.toString());
  }

  private Path sealInTwoLayers(SecretBytes bucketKey, DataKey both) throws IOException {
    try (DataKey outer = both.outer()) {
      WrappedKey wrapped = LocalWrap.wrapOuter(bucketKey, outer, new KeyBinding(ARN));
      BucketKeyWrap around =
          new BucketKeyWrap(KmsKeyId.of("service"), WrappedKey.of(new byte[9]), CONTEXT, wrapped);
      return object.write(object.seal(both, new LayeredWrap(kmsWrap(), around)));
    }
  }

  private Path inHex(String name, SecretBytes secret) throws IOException {
    return Files.writeString(
        folder.resolve(name), HexFormat.of().formatHex(secret.<byte[]>use(byte[]::clone)));
  }

  @Test
  void run_twoLayersWithBothAnswers_writesTheObject() throws IOException {
    SecretBytes bucketKey = SecretBytes.random(32);
    DataKey both = DataKey.generate(Suite.AES_256_GCM_TWICE);
    Path record = sealInTwoLayers(bucketKey, both);

    assertOpens(
        record,
        "--unwrapped",
        inHex("inner", both.inner().secret()).toString(),
        "--unwrapped-outer",
        inHex("outer", bucketKey).toString());
  }

  @Test
  void run_twoLayersWithOneAnswer_refused() throws IOException {
    SecretBytes bucketKey = SecretBytes.random(32);
    DataKey both = DataKey.generate(Suite.AES_256_GCM_TWICE);
    Path record = sealInTwoLayers(bucketKey, both);
    String inner = inHex("inner", both.inner().secret()).toString();

    assertThat(object.run(record, "--unwrapped", inner)).isEqualTo(2);
    assertThat(object.said()).contains("--unwrapped-outer");
  }

  @Test
  void run_twoLayersWithAnotherOuterKey_rejected() throws IOException {
    DataKey both = DataKey.generate(Suite.AES_256_GCM_TWICE);
    Path record = sealInTwoLayers(SecretBytes.random(32), both);
    String inner = inHex("inner", both.inner().secret()).toString();
    String other = inHex("outer", SecretBytes.random(32)).toString();

    assertThat(object.run(record, "--unwrapped", inner, "--unwrapped-outer", other)).isEqualTo(1);
    assertThat(object.left()).isEmpty();
  }

  @Test
  void run_dataKeyAsTheKmsPrintsIt_writesTheObject() throws IOException {
    Path record = object.write(object.seal(key, kmsWrap()));
    String base64 = Base64.getEncoder().encodeToString(key.secret().<byte[]>use(byte[]::clone));
    Path file = Files.writeString(folder.resolve("key"), base64);

    assertOpens(record, "--unwrapped", file.toString());
  }

  @Test
  void run_sm4DataKeyInHexadecimalWithoutNewline_writesTheObject() throws IOException {
    DataKey sm4 = DataKey.generate(Suite.SM4_GCM);
    Path record = object.write(object.seal(sm4, kmsWrap()));
    String hex = HexFormat.of().formatHex(sm4.secret().<byte[]>use(byte[]::clone));
    Path file = Files.writeString(folder.resolve("key"), hex);

    assertOpens(record, "--unwrapped", file.toString());
  }

  @Test
  void run_keyFileOfTheLocalProvider_writesTheObject() throws IOException {
    String master = Base64.getEncoder().encodeToString(new byte[32]);
    Path ring = Files.writeString(folder.resolve("ring"), "main 1 " + master + "\n");
    Files.setPosixFilePermissions(ring, PosixFilePermissions.fromString("rw-------"));
    Path record;
    try (var kms = LocalKeysFactory.create(ring);
        GeneratedDataKey generated =
            kms.generateDataKey(KeyName.parse("main"), 32, CONTEXT, Requester.service(""))
                .toCompletableFuture()
                .join();
        DataKey dataKey = DataKey.of(Suite.AES_256_GCM, generated.plaintext().copy())) {
      KmsWrap wrap = new KmsWrap(generated.keyId(), generated.wrapped(), CONTEXT);
      record = object.write(object.seal(dataKey, wrap));
    }

    assertOpens(record, "--key-file", ring.toString());
  }

  @Test
  void run_placesThatCannotBeRead_saysEachOnALineAndOpens() throws IOException {
    Path record = object.write(object.seal(key, kmsWrap()));
    Files.createSymbolicLink(object.blobs.resolve("two\nlines"), folder.resolve("nothing"));
    String missing = folder.resolve("missing").toString();

    assertOpens(record, "--blob", missing, "--unwrapped", object.keyFile(key.secret()));

    assertThat(object.said().lines().sorted())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("two lines (not there)"),
            line -> assertThat(line).isEqualTo("open: passed over " + missing + " (not there)"),
            line -> assertThat(line).startsWith("wrote 100000 bytes"));
  }

  @Test
  void run_damagedCopiesOfABlob_opens() throws IOException {
    Path record = object.write(object.seal(key, kmsWrap()));
    byte[] blob = Files.readAllBytes(object.blobs.resolve("file2"));
    Files.write(object.blobs.resolve("a.tmp"), Arrays.copyOf(blob, 20_000));
    Files.write(object.blobs.resolve("z.tmp"), Arrays.copyOf(blob, 20_000));

    assertOpens(record, "--unwrapped", object.keyFile(key.secret()));
  }

  @Test
  void run_plaintext_isForItsOwnerOnly() throws IOException {
    Path record = object.write(object.seal(key, kmsWrap()));

    assertOpens(record, "--unwrapped", object.keyFile(key.secret()));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object.out)))
        .isEqualTo("rw-------");
  }

  @Test
  void run_help_explainsUsage() {
    assertThat(object.run(List.of("--help"))).isZero();
    assertThat(object.said()).isEqualTo(OpenOptions.USAGE);
  }
}
