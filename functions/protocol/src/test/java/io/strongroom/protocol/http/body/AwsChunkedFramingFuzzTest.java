package io.strongroom.protocol.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.signing.ChunkSigner;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignatureException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

class AwsChunkedFramingFuzzTest {

  private static final String TRAILER = "x-amz-checksum-crc32c";

  /** Chunks of any lengths, whose data and lengths are the input, come out whole in every form. */
  @FuzzTest
  void read_anyChunks_whole(byte[] data) {
    for (Form form : Form.values()) {
      int step = data.length == 0 ? 1 : 1 + (data[0] & 0x3f);
      byte[] sent = form.frame(data);
      InputStream trickle = Bodies.trickle(sent, step);
      assertThat(Bodies.read(Bodies.body(trickle, form.integrity(), Bodies.S3, form.headers(data))))
          .isEqualTo(data);
      requireSameOrRefused(form, data, sent);
    }
  }

  /** One byte is another: nobody gets other data. */
  private static void requireSameOrRefused(Form form, byte[] data, byte[] sent) {
    byte[] changed = sent.clone();
    int at = Math.floorMod(Arrays.hashCode(data), sent.length);
    changed[at] ^= (byte) (1 << Math.floorMod(at + data.length, 8));
    try {
      assertThat(Bodies.read(Bodies.body(changed, form.integrity(), Bodies.S3, form.headers(data))))
          .isEqualTo(data);
    } catch (BodyRejected | SignatureException e) {
      assertThat(e.getStackTrace()).isEmpty();
    }
  }

  private enum Form {
    UNSIGNED_WITH_TRAILER(false, true),
    SIGNED(true, false),
    SIGNED_WITH_TRAILER(true, true);

    private final boolean signed;
    private final boolean trailer;

    Form(boolean signed, boolean trailer) {
      this.signed = signed;
      this.trailer = trailer;
    }

    PayloadIntegrity integrity() {
      if (!signed) {
        return new PayloadIntegrity.UnsignedChunksWithTrailer();
      }
      return trailer
          ? new PayloadIntegrity.SignedChunksWithTrailer(Bodies.signer())
          : new PayloadIntegrity.SignedChunks(Bodies.signer());
    }

    Map<String, String> headers(byte[] data) {
      String length = Integer.toString(data.length);
      return trailer
          ? Map.of("x-amz-decoded-content-length", length, "x-amz-trailer", TRAILER)
          : Map.of("x-amz-decoded-content-length", length);
    }

    byte[] frame(byte[] data) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      try (ChunkSigner signer = Bodies.signer()) {
        for (int at = 0; at < data.length; ) {
          int end = Math.min(data.length, at + 1 + (data[at] & 0xff));
          chunk(body, signer, Arrays.copyOfRange(data, at, end));
          at = end;
        }
        chunk(body, signer, new byte[0]);
        if (trailer) {
          trailer(body, signer, data);
        }
      }
      write(body, "\r\n");
      return body.toByteArray();
    }

    private void chunk(ByteArrayOutputStream body, ChunkSigner signer, byte[] data) {
      String size = Integer.toHexString(data.length);
      write(body, data.length % 2 == 0 ? size : size.toUpperCase(Locale.ROOT));
      if (signed) {
        write(body, ";chunk-signature=" + signer.signChunk(Bodies.sha256Hex(data)));
      }
      write(body, "\r\n");
      body.writeBytes(data);
      write(body, data.length == 0 ? "" : "\r\n");
    }

    private void trailer(ByteArrayOutputStream body, ChunkSigner signer, byte[] data) {
      String line = TRAILER + ":" + Bodies.checksum(ChecksumAlgorithm.CRC32C, data);
      write(body, line + "\r\n");
      if (signed) {
        String signature = signer.signTrailer(Bodies.sha256Hex(Bodies.ascii(line + "\n")));
        write(body, "x-amz-trailer-signature:" + signature + "\r\n");
      }
    }

    private static void write(ByteArrayOutputStream body, String text) {
      body.writeBytes(Bodies.ascii(text));
    }
  }
}
