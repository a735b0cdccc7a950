package io.strongroom.emulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Blobs that another implementation of README "Format" made (Python's cryptography package):
 * material 00 01 02 …, context {a: één, b: 2}, plaintext "strongroom".
 */
class CiphertextBlobTest {

  private static final String ID =
      "a0a1a2a3a4a5a6a7a8a9aaabacadaeafa0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
  private static final String NONCE_AND_IV =
      "101112131415161718191a1b1c1d1e1f" + "303132333435363738393a3b";
  private static final Map<String, String> CONTEXT = Map.of("b", "2", "a", "één");

  private static String open(String hex, int materialSize) {
    byte[] material = new byte[materialSize];
    for (int i = 0; i < materialSize; i++) {
      material[i] = (byte) i;
    }
    CiphertextBlob blob = CiphertextBlob.parse(HexFormat.of().parseHex(hex)).orElseThrow();
    assertThat(blob.materialId().hex()).isEqualTo(ID);
    return new String(blob.open(SecretBytes.adopt(material), CONTEXT), StandardCharsets.UTF_8);
  }

  @Test
  void open_foreignAesBlob_givesThePlaintext() {
    assertThat(
            open(
                "0101" + ID + NONCE_AND_IV + "70ce39441f64971fc3657329e2bbbdb7fff80f072db9af14a06a",
                32))
        .isEqualTo("strongroom");
  }

  @Test
  void open_foreignSm4Blob_givesThePlaintext() {
    assertThat(
            open(
                "0102" + ID + NONCE_AND_IV + "539d720b1eb5cc03a5d95c0cc2af27b2be93f75fe38509931542",
                16))
        .isEqualTo("strongroom");
  }
}
