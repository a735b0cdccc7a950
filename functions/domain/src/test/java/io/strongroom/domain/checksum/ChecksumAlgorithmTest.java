package io.strongroom.domain.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumAlgorithmTest {

  private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
  })
  void digest_checkString_publishedValue(ChecksumAlgorithm algorithm, String hex) {
    assertThat(HexFormat.of().formatHex(algorithm.digest(CHECK))).isEqualTo(hex);
    assertThat(algorithm.digest(CHECK)).hasSize(algorithm.digestLength());
  }

  @ParameterizedTest
  @EnumSource(ChecksumAlgorithm.class)
  void update_anySplit_sameValue(ChecksumAlgorithm algorithm) {
    byte[] data = random(100);
    byte[] whole = algorithm.digest(data);
    for (int split = 0; split <= data.length; split++) {
      ChecksumCalculator calculator = algorithm.newCalculator();
      calculator.update(data, 0, split);
      calculator.update(data, split, data.length - split);
      assertThat(calculator.digest()).as("split at %d", split).isEqualTo(whole);
    }
  }

  @Test
  void crc64_everyLength_agreesWithBitByBit() {
    for (int length = 0; length < 70; length++) {
      byte[] data = random(length);
      Crc64Nvme crc = new Crc64Nvme();
      crc.update(data, 0, length);
      assertThat(crc.getValue()).as("length %d", length).isEqualTo(bitByBit(data));
    }
  }

  @Test
  void crc64_resetAndSingleBytes_agree() {
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(7);
    crc.reset();
    for (byte b : CHECK) {
      crc.update(b);
    }
    assertThat(crc.getValue()).isEqualTo(0xae8b14860a799888L);
  }

  /** Straight from the definition: most significant bit first, on reflected input and output. */
  private static long bitByBit(byte[] data) {
    long crc = ~0L;
    for (byte b : data) {
      crc ^= Long.reverse(b & 0xffL);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? 0xad93d23594c93659L : 0);
      }
    }
    return ~Long.reverse(crc);
  }

  private static byte[] random(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    return data;
  }
}
