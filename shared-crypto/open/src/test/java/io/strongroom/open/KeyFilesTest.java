package io.strongroom.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {

  private static final String HEX_OF_16 = "000102030405060708090A0B0C0D0E0F";

  @TempDir Path folder;

  private byte[] read(byte[] content, int length) throws IOException {
    Path file = Files.write(folder.resolve("key"), content);
    try (SecretBytes key = KeyFiles.read(file, length)) {
      return key.use(byte[]::clone);
    }
  }

  private byte[] read(String content, int length) throws IOException {
    return read(content.getBytes(StandardCharsets.ISO_8859_1), length);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32})
  void read_everyForm_givesTheKey(int length) throws IOException {
    byte[] key = new byte[length];
    new SplittableRandom(length).nextBytes(key);
    String hex = HexFormat.of().formatHex(key);
    String base64 = Base64.getEncoder().encodeToString(key);

    assertThat(read(key, length)).isEqualTo(key);
    for (String text : new String[] {hex, hex.toUpperCase(java.util.Locale.ROOT), base64}) {
      assertThat(read(text, length)).isEqualTo(key);
      assertThat(read(text + "\n", length)).isEqualTo(key);
      assertThat(read(" \t" + text + "\r\n", length)).isEqualTo(key);
    }
    assertThat(read(base64.replace("=", ""), length)).isEqualTo(key);
  }

  @Test
  void read_32HexadecimalDigits_areTheTextOf16BytesAndThemselves32() throws IOException {
    assertThat(read(HEX_OF_16, 16)).isEqualTo(HexFormat.of().parseHex(HEX_OF_16));
    assertThat(read(HEX_OF_16, 32)).isEqualTo(HEX_OF_16.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void read_asLongAsTheKey_isTheKeyWhateverItLooksLike() throws IOException {
    String digits = "0123456789abcdef";
    String base64 = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY";
    String blank = " ".repeat(15) + "\n";

    assertThat(read(digits, 16)).isEqualTo(digits.getBytes(StandardCharsets.US_ASCII));
    assertThat(read(base64, 32)).isEqualTo(base64.getBytes(StandardCharsets.US_ASCII));
    assertThat(read(blank, 16)).isEqualTo(blank.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "not the key, but a secret",
        "0001020304050607 8090A0B0C0D0E0F0",
        HEX_OF_16 + "zz",
        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYQUJDREVGR0g=",
        "\u00e9\u00e9\u00e9\u00e9"
      })
  void read_noKey_failsWithoutTheContent(String content) {
    assertThatThrownBy(() -> read(content, 16))
        .isInstanceOf(NotOpened.class)
        .hasMessage(
            "%s holds no key of 16 bytes: give a file with these bytes alone, or 32 hexadecimal digits, or Base64",
            folder.resolve("key"));
  }

  @Test
  void read_endlessFile_fails() {
    assertThatThrownBy(() -> KeyFiles.read(Path.of("/dev/zero"), 32))
        .isInstanceOf(NotOpened.class)
        .hasMessageContaining("holds no key");
  }
}
