package io.strongroom.protocol.http.body;

import static io.strongroom.protocol.http.body.Bodies.S3;
import static io.strongroom.protocol.http.body.Bodies.ascii;
import static io.strongroom.protocol.http.body.Bodies.body;
import static io.strongroom.protocol.http.body.Bodies.checksum;
import static io.strongroom.protocol.http.body.Bodies.read;
import static io.strongroom.protocol.http.body.Bodies.sha256Hex;
import static io.strongroom.protocol.http.body.Bodies.signedChunks;
import static io.strongroom.protocol.http.body.Bodies.signer;
import static io.strongroom.protocol.http.body.Bodies.trickle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.signing.ChunkSigner;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.PayloadIntegrity.SignedChunks;
import io.strongroom.signing.PayloadIntegrity.SignedChunksWithTrailer;
import io.strongroom.signing.PayloadIntegrity.UnsignedChunksWithTrailer;
import io.strongroom.signing.SignatureException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsChunkedBodyTest {

  private static final String DATA = "hello, object";
  private static final String CRC = checksum(ChecksumAlgorithm.CRC32, ascii(DATA));
  private static final PayloadIntegrity UNSIGNED = new UnsignedChunksWithTrailer();
  private static final Map<String, String> PLAIN = Map.of("x-amz-decoded-content-length", "13");
  private static final Map<String, String> WITH_TRAILER =
      Map.of(
          "x-amz-decoded-content-length", "13",
          "X-Amz-Trailer", "x-amz-checksum-crc32",
          "x-amz-sdk-checksum-algorithm", "CRC32");
  private static final String UNSIGNED_BODY =
      "5\r\nhello\r\n8\r\n, object\r\n0\r\nx-amz-checksum-crc32:" + CRC + "\r\n\r\n";

  @Test
  void read_unsignedWithTrailer_bytesAndTrailingChecksum() {
    VerifiedBody body = body(ascii(UNSIGNED_BODY), UNSIGNED, S3, WITH_TRAILER);

    assertThat(read(body)).isEqualTo(ascii(DATA));
    assertThat(body.length()).hasValue(13);
    assertThat(body.isVouchedFor()).isTrue();
    assertThat(body.checksum())
        .contains(
            ObjectChecksum.fullObject(
                ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32.digest(ascii(DATA))));
  }

  @Test
  void read_anyStepOfTheSource_sameBytes() {
    for (int step = 1; step <= UNSIGNED_BODY.length(); step++) {
      VerifiedBody body = body(trickle(ascii(UNSIGNED_BODY), step), UNSIGNED, S3, WITH_TRAILER);

      assertThat(read(body)).as("step %d", step).isEqualTo(ascii(DATA));
    }
  }

  @Test
  void read_anySizeOfTheReadersBuffer_sameBytes() throws Exception {
    for (int size = 1; size <= 20; size++) {
      VerifiedBody body = body(ascii(UNSIGNED_BODY), UNSIGNED, S3, WITH_TRAILER);
      byte[] all = new byte[0];
      byte[] buffer = new byte[size];
      for (int n = body.stream().read(buffer); n >= 0; n = body.stream().read(buffer)) {
        int end = all.length;
        all = Arrays.copyOf(all, end + n);
        System.arraycopy(buffer, 0, all, end, n);
      }
      assertThat(all).as("buffer of %d", size).isEqualTo(ascii(DATA));
    }
  }

  @Test
  void read_truncatedAnywhere_rejected() {
    // The blank line at the very end is decoration: without it everything was still received.
    int decoration = "\r\n\r\n".length();
    for (int length = 0; length < UNSIGNED_BODY.length() - decoration; length++) {
      byte[] cut = ascii(UNSIGNED_BODY.substring(0, length));

      assertThatThrownBy(() -> read(body(cut, UNSIGNED, S3, WITH_TRAILER)))
          .as("cut at %d", length)
          .isInstanceOf(BodyRejected.class);
    }
  }

  @Test
  void read_signedChunks_everySignatureChecked() {
    String sent = signedChunks(signer(), List.of("hello", ", object", "")) + "\r\n";

    assertThat(read(body(ascii(sent), new SignedChunks(signer()), S3, PLAIN)))
        .isEqualTo(ascii(DATA));
    for (String changed :
        List.of(
            sent.replace("hello", "Hello"),
            sent.replace(", object", "; object"),
            sent.replaceFirst("chunk-signature=.", "chunk-signature=g"),
            sent.replaceFirst(";chunk-signature=[0-9a-f]*", ""))) {
      assertThatThrownBy(() -> read(body(ascii(changed), new SignedChunks(signer()), S3, PLAIN)))
          .isInstanceOf(SignatureException.SignatureMismatch.class);
    }
  }

  @Test
  void read_signedChunksMissingOrMoved_rejected() {
    ChunkSigner signer = signer();
    String first = signedChunks(signer, List.of("hello"));
    String second = signedChunks(signer, List.of(", bye"));
    String last = signedChunks(signer, List.of("")) + "\r\n";
    Map<String, String> five = Map.of("x-amz-decoded-content-length", "5");
    Map<String, String> ten = Map.of("x-amz-decoded-content-length", "10");

    assertThatThrownBy(() -> read(body(ascii(first + last), new SignedChunks(signer()), S3, five)))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
    assertThatThrownBy(
            () -> read(body(ascii(second + first + last), new SignedChunks(signer()), S3, ten)))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  @Test
  void read_signedTrailer_checked() {
    ChunkSigner client = signer();
    String chunks = signedChunks(client, List.of(DATA, ""));
    String line = "x-amz-checksum-crc32:" + CRC;
    String signature = client.signTrailer(sha256Hex(ascii(line + "\n")));
    String sent = chunks + line + "\r\nx-amz-trailer-signature:" + signature + "\r\n\r\n";

    assertThat(read(body(ascii(sent), new SignedChunksWithTrailer(signer()), S3, WITH_TRAILER)))
        .isEqualTo(ascii(DATA));
    for (String changed :
        List.of(
            sent.replace(signature, "0" + signature.substring(1) + "0"),
            sent.replace("x-amz-trailer-signature:" + signature + "\r\n", ""),
            sent.replace(CRC, "AAAAAA=="))) {
      assertThatThrownBy(
              () ->
                  read(
                      body(
                          ascii(changed), new SignedChunksWithTrailer(signer()), S3, WITH_TRAILER)))
          .isInstanceOf(SignatureException.SignatureMismatch.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "g\r\nhello",
        "-5\r\nhello\r\n",
        "0x5\r\nhello\r\n",
        "5hello\r\n",
        "5;foo=bar\r\nhello\r\n",
        "5\r\nhello!\r\n",
        "5\r\nhello\r8",
        "5\r\nhello8\r\n, object\r\n",
        "1000000000000000\r\nhello",
        "7fffffffffffffff\r\nhello",
        "ffffffffffffffffffff\r\nhello",
        "e\r\nhello, object!\r\n0\r\n\r\n",
        "d\r\nhello, object\r\n1\r\n!\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n",
        "5\r\nhel"
      })
  void read_malformedOrOfAnotherLength_rejected(String sent) {
    assertThatThrownBy(() -> read(body(ascii(sent), UNSIGNED, S3, PLAIN)))
        .isInstanceOfAny(BodyRejected.MalformedChunk.class, BodyRejected.IncompleteBody.class);
  }

  @Test
  void read_againAfterRejection_rejectedAgain() {
    String sent = "5\r\nhello\r8d\r\nhello, object\r\n0\r\n\r\n";
    InputStream in = body(ascii(sent), UNSIGNED, S3, PLAIN).stream();

    assertThatThrownBy(in::readAllBytes).isInstanceOf(BodyRejected.MalformedChunk.class);
    assertThatThrownBy(in::readAllBytes).isInstanceOf(BodyRejected.MalformedChunk.class);
  }

  @Test
  void read_endlessChunkHeader_bounded() {
    byte[] zeros = new byte[10_000];
    Arrays.fill(zeros, (byte) '0');

    assertThatThrownBy(() -> read(body(zeros, UNSIGNED, S3, PLAIN)))
        .isInstanceOf(BodyRejected.MalformedChunk.class);
  }

  @Test
  void read_wrongTrailers_rejected() {
    String data = "d\r\nhello, object\r\n0\r\n";
    String crc = "x-amz-checksum-crc32:" + CRC + "\r\n";

    assertTrailer(data + "\r\n", BodyRejected.MalformedTrailer.class);
    assertTrailer(data + "x-amz-checksum-crc32\r\n\r\n", BodyRejected.MalformedTrailer.class);
    assertTrailer(data + crc + crc + "\r\n", BodyRejected.MalformedTrailer.class);
    assertTrailer(data + crc + "x-amz-meta-a:1\r\n\r\n", BodyRejected.MalformedTrailer.class);
    assertTrailer(data + crc + "\r\ngarbage", BodyRejected.MalformedTrailer.class);
    assertTrailer(data + "\r\n".repeat(100) + crc, BodyRejected.MalformedTrailer.class);
    assertTrailer(
        data + "x-amz-checksum-crc32:nonsense\r\n\r\n", BodyRejected.InvalidChecksumValue.class);
    assertTrailer(
        data + "x-amz-checksum-crc32:AAAAAA==\r\n\r\n", BodyRejected.ChecksumMismatch.class);
    assertTrailer(
        data + "x-amz-checksum-crc32:" + "A".repeat(5000), BodyRejected.MalformedChunk.class);
  }

  @Test
  void read_documentedTrailerSpelling_accepted() {
    String sent = "d\r\nhello, object\r\n0\r\nX-Amz-Checksum-Crc32: " + CRC + "\n\r\n";

    assertThat(read(body(ascii(sent), UNSIGNED, S3, WITH_TRAILER))).isEqualTo(ascii(DATA));
  }

  @Test
  void read_emptyBody_trailerStillChecked() {
    Map<String, String> headers =
        Map.of(
            "x-amz-decoded-content-length", "0",
            "x-amz-trailer", "x-amz-checksum-crc32");

    assertThat(
            read(body(ascii("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"), UNSIGNED, S3, headers)))
        .isEmpty();
    assertThatThrownBy(
            () ->
                read(
                    body(
                        ascii("0\r\nx-amz-checksum-crc32:AAAAAQ==\r\n\r\n"),
                        UNSIGNED,
                        S3,
                        headers)))
        .isInstanceOf(BodyRejected.ChecksumMismatch.class);
  }

  @Test
  void of_headersOfAChunkedBody_checkedFirst() {
    assertHeaders(Map.of("content-length", "13"), BodyRejected.MissingContentLength.class);
    assertHeaders(
        Map.of("x-amz-decoded-content-length", "13", "x-amz-trailer", "x-amz-meta-a"),
        BodyRejected.UnsupportedTrailer.class);
    assertHeaders(
        Map.of(
            "x-amz-decoded-content-length", "13",
            "x-amz-trailer", "x-amz-checksum-crc32",
            "x-amz-checksum-crc32", CRC),
        BodyRejected.MultipleChecksums.class);
    assertHeaders(
        Map.of(
            "x-amz-decoded-content-length", "13",
            "x-amz-trailer", "x-amz-checksum-crc32,x-amz-checksum-sha1"),
        BodyRejected.MultipleChecksums.class);
  }

  @Test
  void read_incomplete_saysHowMuch() {
    assertThatExceptionOfType(BodyRejected.IncompleteBody.class)
        .isThrownBy(() -> read(body(ascii("5\r\nhello\r\n0\r\n\r\n"), UNSIGNED, S3, PLAIN)))
        .satisfies(
            e -> {
              assertThat(e.declared()).isEqualTo(13);
              assertThat(e.received()).isEqualTo(5);
            });
  }

  @Test
  void read_mutatedBody_onlyEverTypedRefusal() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] sent = ascii(UNSIGNED_BODY);
      for (int k = random.nextInt(3); k >= 0; k--) {
        sent[random.nextInt(sent.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(body(sent, UNSIGNED, S3, WITH_TRAILER))).isEqualTo(ascii(DATA));
      } catch (BodyRejected expected) {
        assertThat(expected.getStackTrace()).isEmpty();
      }
    }
  }

  @Test
  void strip_awsChunked_keepsOtherEncodings() {
    assertThat(AwsChunkedEncoding.strip("gzip,aws-chunked")).contains("gzip");
    assertThat(AwsChunkedEncoding.strip("AWS-Chunked, gzip , br")).contains("gzip,br");
    assertThat(AwsChunkedEncoding.strip("aws-chunked")).isEmpty();
  }

  private static void assertTrailer(String sent, Class<? extends BodyRejected> reason) {
    assertThatThrownBy(() -> read(body(ascii(sent), UNSIGNED, S3, WITH_TRAILER)))
        .isExactlyInstanceOf(reason);
  }

  private static void assertHeaders(
      Map<String, String> headers, Class<? extends BodyRejected> reason) {
    assertThatThrownBy(() -> body(new byte[0], UNSIGNED, S3, headers)).isExactlyInstanceOf(reason);
  }
}
