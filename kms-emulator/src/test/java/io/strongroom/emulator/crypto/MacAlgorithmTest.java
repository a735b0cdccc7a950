package io.strongroom.emulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MacAlgorithmTest {

  // Made with OpenSSL 3: printf abc | openssl mac -digest SM3 -macopt hexkey:0001…1f HMAC
  @Test
  void code_hmacSm3_isThatOfOpenSsl() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }

    byte[] code = MacAlgorithm.HMAC_SM3.code(key, "abc".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(code))
        .isEqualTo("a8f95cf26f204957e7ca73c9602a25dda35f168b28103b51dfc968c810416b63");
  }
}
