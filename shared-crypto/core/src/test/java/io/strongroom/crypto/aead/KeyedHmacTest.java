package io.strongroom.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyedHmacTest {

  /** RFC 4231, test cases 2 and 6: a short key, and one longer than a block. */
  @Test
  void mac_rfc4231_theSame() {
    byte[] longKey = new byte[131];
    java.util.Arrays.fill(longKey, (byte) 0xAA);

    assertThat(
            hex(Hmac.SHA_256.mac(ascii("Jefe"), ascii("what do ya want "), ascii("for nothing?"))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(
            hex(
                Hmac.SHA_256.mac(
                    longKey, ascii("Test Using Larger Than Block-Size Key - Hash Key First"))))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    assertThat(hex(Hmac.SHA_512.mac(ascii("Jefe"), ascii("what do ya want for nothing?"))))
        .isEqualTo(
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
  }

  @Test
  void close_paddedKeys_zeroed() throws Exception {
    byte[] key = {1, 2, 3};
    for (Hmac hmac : Hmac.values()) {
      KeyedHmac keyed = hmac.keyed(key);
      keyed.mac(key);
      keyed.close();
      for (String name : new String[] {"innerKey", "outerKey"}) {
        Field field = KeyedHmac.class.getDeclaredField(name);
        field.setAccessible(true);
        assertThat((byte[]) field.get(keyed)).containsOnly(0);
      }
    }
    assertThat(key).containsExactly(1, 2, 3);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
