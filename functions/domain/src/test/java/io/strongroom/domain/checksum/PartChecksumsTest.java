package io.strongroom.domain.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.checksum.PartChecksums.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartChecksumsTest {

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void fullObject_randomParts_sameAsOverTheWhole(ChecksumAlgorithm algorithm) {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      byte[] whole = new byte[random.nextInt(5000)];
      random.nextBytes(whole);
      List<Part> parts = new ArrayList<>();
      int at = 0;
      while (at < whole.length) {
        int end = Math.min(whole.length, at + random.nextInt(1500));
        parts.add(part(algorithm, Arrays.copyOfRange(whole, at, end)));
        at = end;
      }

      assertThat(PartChecksums.fullObject(algorithm, parts))
          .isEqualTo(ObjectChecksum.fullObject(algorithm, algorithm.digest(whole)));
    }
  }

  @Test
  void fullObject_lengthsBeyondInt_areCombined() {
    // x^(8n) has period 2^64 - 1 at most: doubling a part of zeros must equal combining its halves.
    CrcPolynomial crc = CrcPolynomial.of(ChecksumAlgorithm.CRC64NVME);
    long gib = 1L << 30;
    long one = 0x0123456789abcdefL;
    long stepwise = one;
    for (int i = 0; i < 10; i++) {
      stepwise = crc.combine(stepwise, 0, gib);
    }
    assertThat(crc.combine(one, 0, 10 * gib)).isEqualTo(stepwise);
  }

  @Test
  void fullObject_hash_rejected() {
    assertThatThrownBy(() -> PartChecksums.fullObject(ChecksumAlgorithm.SHA256, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(ChecksumAlgorithm.class)
  void composite_digestOfDigests_withCount(ChecksumAlgorithm algorithm) {
    byte[] a = {1, 2, 3};
    byte[] b = {4};
    byte[] digests = new byte[2 * algorithm.digestLength()];
    System.arraycopy(algorithm.digest(a), 0, digests, 0, algorithm.digestLength());
    System.arraycopy(
        algorithm.digest(b), 0, digests, algorithm.digestLength(), algorithm.digestLength());

    ObjectChecksum composite =
        PartChecksums.composite(algorithm, List.of(part(algorithm, a), part(algorithm, b)));

    assertThat(composite.value())
        .isEqualTo(Base64.getEncoder().encodeToString(algorithm.digest(digests)) + "-2");
    assertThat(composite.type()).isEqualTo(ObjectChecksum.Type.COMPOSITE);
  }

  @Test
  void composite_valueOfAnotherAlgorithm_rejected() {
    Part sha = part(ChecksumAlgorithm.SHA1, new byte[1]);

    assertThatThrownBy(() -> PartChecksums.composite(ChecksumAlgorithm.CRC32, List.of(sha)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void checksumInputStream_readToEnd_checksumOfAll() throws IOException {
    byte[] data = {5, 6, 7, 8};
    try (ChecksumInputStream in =
        new ChecksumInputStream(new ByteArrayInputStream(data), ChecksumAlgorithm.SHA1)) {
      assertThat(in.read()).isEqualTo(5);
      assertThat(in.readAllBytes()).hasSize(3);
      assertThat(in.checksum())
          .isEqualTo(
              ObjectChecksum.fullObject(
                  ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA1.digest(data)));
    }
  }

  private static Part part(ChecksumAlgorithm algorithm, byte[] data) {
    return new Part(Base64.getEncoder().encodeToString(algorithm.digest(data)), data.length);
  }
}
