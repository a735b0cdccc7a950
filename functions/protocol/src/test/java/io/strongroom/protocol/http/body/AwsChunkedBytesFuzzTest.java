package io.strongroom.protocol.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignatureException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class AwsChunkedBytesFuzzTest {

  private static final String TRAILER = "x-amz-checksum-crc32";

  /**
   * What comes out before the end or the refusal is the data of the chunks, and it ends only when
   * the length, the signatures and the trailer are right. The first byte of the input says what the
   * headers promise, the second the length; the rest is the body.
   */
  @FuzzTest
  void read_anyBytes_dataOfTheChunksThenRefused(byte[] input) throws IOException {
    int form = input.length < 2 ? 0 : input[0] & 0xff;
    int length = input.length < 2 ? 0 : input[1] & 0xff;
    byte[] raw = Arrays.copyOfRange(input, Math.min(2, input.length), input.length);
    byte[] model = ChunkedModel.plaintext(raw);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = body(form, length, raw).stream()) {
      byte[] buffer = new byte[1 + form / 16];
      try {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          assertThat(n).isPositive();
          out.write(buffer, 0, n);
        }
        assertThat(out.toByteArray()).hasSize(length).isEqualTo(model);
      } catch (BodyRejected | SignatureException e) {
        assertThat(Arrays.copyOf(model, out.size())).isEqualTo(out.toByteArray());
        assertThat(out.size()).isLessThanOrEqualTo(length);
        assertThatThrownBy(in::readAllBytes).isInstanceOf(RuntimeException.class);
      }
    }
  }

  private static VerifiedBody body(int form, int length, byte[] raw) {
    PayloadIntegrity integrity = integrities().get(form % 3);
    String decoded = Integer.toString(length);
    Map<String, String> headers =
        (form & 8) == 0 || form % 3 == 2
            ? Map.of("x-amz-decoded-content-length", decoded)
            : Map.of("x-amz-decoded-content-length", decoded, "x-amz-trailer", TRAILER);
    BodyRules rules = BodyRules.verifyingOrComputing("x-amz-", ChecksumAlgorithm.CRC64NVME);
    return Bodies.body(new ByteArrayInputStream(raw), integrity, rules, headers);
  }

  private static List<PayloadIntegrity> integrities() {
    return List.of(
        new PayloadIntegrity.UnsignedChunksWithTrailer(),
        new PayloadIntegrity.SignedChunksWithTrailer(Bodies.signer()),
        new PayloadIntegrity.SignedChunks(Bodies.signer()));
  }
}
