package io.strongroom.emulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaterialVaultTest {

  private static final String OWNER = "arn:aws:kms:us-east-1:000000000000:key/a";

  @TempDir Path folder;

  private MaterialVault vault;

  @BeforeEach
  void open() {
    vault = new MaterialVault(FileRootKey.openOrCreate(folder.resolve("root.key")));
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private CiphertextBlob seal(
      CipherSuite suite, WrappedMaterial material, byte[] plaintext, Map<String, String> context) {
    try (SecretBytes secret = SecretBytes.copyOf(plaintext)) {
      return vault.seal(OWNER, suite, material, secret, context);
    }
  }

  private byte[] open(WrappedMaterial material, byte[] blob, Map<String, String> context) {
    CiphertextBlob parsed =
        CiphertextBlob.parse(blob).orElseThrow(() -> new CiphertextRejected("no blob"));
    try (SecretBytes plaintext = vault.open(OWNER, material, parsed, context)) {
      return plaintext.use(byte[]::clone);
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_sealed_givesPlaintextBack(CipherSuite suite) {
    WrappedMaterial material = vault.create(OWNER, suite.materialSizeInBytes());
    for (int length : new int[] {1, 15, 16, 17, 4096}) {
      byte[] plaintext = new byte[length];
      Arrays.fill(plaintext, (byte) 7);
      byte[] blob = seal(suite, material, plaintext, Map.of("k", "v")).bytes();

      assertThat(blob).hasSize(length + CiphertextBlob.OVERHEAD_IN_BYTES);
      assertThat(open(material, blob, Map.of("k", "v"))).isEqualTo(plaintext);
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_anyBitFlipped_rejected(CipherSuite suite) {
    WrappedMaterial material = vault.create(OWNER, suite.materialSizeInBytes());
    byte[] blob = seal(suite, material, new byte[] {1, 2, 3}, Map.of()).bytes();
    for (int bit = 0; bit < blob.length * 8; bit++) {
      byte[] changed = blob.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> open(material, changed, Map.of()))
          .as("bit %d", bit)
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_cutAnywhere_rejected(CipherSuite suite) {
    WrappedMaterial material = vault.create(OWNER, suite.materialSizeInBytes());
    byte[] blob = seal(suite, material, new byte[] {1, 2, 3}, Map.of()).bytes();
    for (int length = 0; length < blob.length; length++) {
      byte[] cut = Arrays.copyOf(blob, length);
      assertThatThrownBy(() -> open(material, cut, Map.of()))
          .as("length %d", length)
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_materialMovedToAnotherKey_rejected(CipherSuite suite) {
    WrappedMaterial material = vault.create(OWNER + "b", suite.materialSizeInBytes());

    assertThatThrownBy(() -> seal(suite, material, new byte[] {1}, Map.of()))
        .isInstanceOf(CiphertextRejected.class);
  }

  @ParameterizedTest
  @EnumSource
  void seal_twice_sharesNothingButTheHeader(CipherSuite suite) {
    WrappedMaterial material = vault.create(OWNER, suite.materialSizeInBytes());
    byte[] one = seal(suite, material, new byte[32], Map.of()).bytes();
    byte[] two = seal(suite, material, new byte[32], Map.of()).bytes();

    assertThat(Arrays.copyOf(one, 34)).isEqualTo(Arrays.copyOf(two, 34));
    assertThat(Arrays.copyOfRange(one, 34, one.length))
        .isNotEqualTo(Arrays.copyOfRange(two, 34, two.length));
    assertThat(Arrays.copyOfRange(one, 34, 50)).isNotEqualTo(Arrays.copyOfRange(two, 34, 50));
  }
}
