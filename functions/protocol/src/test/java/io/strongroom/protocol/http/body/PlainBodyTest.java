package io.strongroom.protocol.http.body;

import static io.strongroom.protocol.http.body.Bodies.S3;
import static io.strongroom.protocol.http.body.Bodies.ascii;
import static io.strongroom.protocol.http.body.Bodies.body;
import static io.strongroom.protocol.http.body.Bodies.checksum;
import static io.strongroom.protocol.http.body.Bodies.md5;
import static io.strongroom.protocol.http.body.Bodies.read;
import static io.strongroom.protocol.http.body.Bodies.sha256Hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.PayloadIntegrity.NotCovered;
import io.strongroom.signing.PayloadIntegrity.SignedPayload;
import io.strongroom.signing.PayloadIntegrity.UnsignedPayload;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBodyTest {

  private static final byte[] DATA = ascii("hello, object");
  private static final String LENGTH = Integer.toString(DATA.length);
  private static final PayloadIntegrity UNSIGNED = new UnsignedPayload();

  @Test
  void read_signedPayload_bytesAndDefaultChecksum() {
    VerifiedBody body =
        body(DATA, new SignedPayload(sha256Hex(DATA)), S3, Map.of("Content-Length", LENGTH));

    assertThat(read(body)).isEqualTo(DATA);
    assertThat(body.length()).hasValue(DATA.length);
    assertThat(body.isVouchedFor()).isFalse();
    assertThat(body.declaredChecksum()).isEmpty();
    assertThat(body.checksum())
        .contains(
            ObjectChecksum.fullObject(
                ChecksumAlgorithm.CRC64NVME, ChecksumAlgorithm.CRC64NVME.digest(DATA)));
  }

  /** The digests are used up by then, and those of nothing must not pass. */
  @Test
  void read_againAfterRejection_rejectedAgain() {
    Map<String, String> headers = Map.of("content-length", LENGTH, "content-md5", md5(new byte[0]));
    InputStream in = body(DATA, UNSIGNED, S3, headers).stream();

    assertThatThrownBy(in::readAllBytes).isInstanceOf(BodyRejected.ContentMd5Mismatch.class);
    assertThatThrownBy(in::read).isInstanceOf(BodyRejected.ContentMd5Mismatch.class);
  }

  @Test
  void read_otherPayloadThanSigned_rejected() {
    VerifiedBody body =
        body(DATA, new SignedPayload(sha256Hex(new byte[0])), S3, Map.of("content-length", LENGTH));

    assertThatExceptionOfType(BodyRejected.ContentSha256Mismatch.class)
        .isThrownBy(() -> read(body))
        .satisfies(
            e -> {
              assertThat(e.expected()).isEqualTo(sha256Hex(new byte[0]));
              assertThat(e.calculated()).isEqualTo(sha256Hex(DATA));
            });
  }

  @Test
  void read_lastByteOfAWrongBody_neverHandedOut() throws IOException {
    VerifiedBody body =
        body(DATA, new SignedPayload(sha256Hex(new byte[0])), S3, Map.of("content-length", LENGTH));
    try (InputStream in = body.stream()) {
      byte[] buffer = new byte[DATA.length - 1];
      assertThat(in.readNBytes(buffer, 0, buffer.length)).isEqualTo(buffer.length);
      assertThatThrownBy(in::read).isInstanceOf(BodyRejected.ContentSha256Mismatch.class);
    }
  }

  @Test
  void read_emptyBody_verifiedToo() {
    VerifiedBody right =
        body(
            new byte[0],
            new SignedPayload(sha256Hex(new byte[0])),
            S3,
            Map.of("content-length", "0"));
    VerifiedBody wrong =
        body(new byte[0], UNSIGNED, S3, Map.of("content-length", "0", "content-md5", md5(DATA)));

    assertThat(read(right)).isEmpty();
    assertThat(right.checksum()).isPresent();
    assertThatThrownBy(() -> read(wrong)).isInstanceOf(BodyRejected.ContentMd5Mismatch.class);
  }

  @Test
  void read_shorterThanDeclared_incomplete() {
    VerifiedBody body = body(DATA, UNSIGNED, S3, Map.of("content-length", "14"));

    assertThatExceptionOfType(BodyRejected.IncompleteBody.class)
        .isThrownBy(() -> read(body))
        .satisfies(
            e -> {
              assertThat(e.declared()).isEqualTo(14);
              assertThat(e.received()).isEqualTo(13);
            });
  }

  @Test
  void read_declaredLengthReached_sourceNotTouchedAgain() throws IOException {
    InputStream endless =
        new InputStream() {
          private int given;

          @Override
          public int read() {
            if (given == 3) {
              throw new AssertionError("would block");
            }
            given++;
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            bytes[offset] = (byte) read();
            return 1;
          }
        };
    VerifiedBody body = body(endless, UNSIGNED, S3, Map.of("content-length", "3"));

    assertThat(body.stream().readAllBytes()).hasSize(3);
    assertThat(body.stream().read()).isEqualTo(-1);
  }

  @Test
  void of_noLength_onlyForSchemesThatAllowIt() {
    assertThatThrownBy(() -> body(DATA, UNSIGNED, S3, Map.of()))
        .isInstanceOf(BodyRejected.MissingContentLength.class);

    VerifiedBody body =
        body(DATA, new NotCovered(), BodyRules.withoutChecksums("x-obs-"), Map.of());
    assertThat(read(body)).isEqualTo(DATA);
    assertThat(body.length()).isEmpty();
    assertThat(body.checksum()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1.0", "abc", "9999999999999999999", "0x10"})
  void of_lengthNotANumber_rejected(String length) {
    assertThatThrownBy(() -> body(DATA, UNSIGNED, S3, Map.of("content-length", length)))
        .isInstanceOf(BodyRejected.InvalidContentLength.class);
  }

  @Test
  void read_contentMd5_compared() {
    VerifiedBody right =
        body(DATA, UNSIGNED, S3, Map.of("content-length", LENGTH, "Content-MD5", md5(DATA)));
    VerifiedBody wrong =
        body(DATA, UNSIGNED, S3, Map.of("content-length", LENGTH, "Content-MD5", md5(new byte[0])));

    assertThat(read(right)).isEqualTo(DATA);
    assertThat(right.isVouchedFor()).isTrue();
    assertThatExceptionOfType(BodyRejected.ContentMd5Mismatch.class)
        .isThrownBy(() -> read(wrong))
        .satisfies(
            e -> {
              assertThat(e.expected()).isEqualTo(md5(new byte[0]));
              assertThat(e.calculated()).isEqualTo(md5(DATA));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "AAAA", "XUFAKrxLKna5cZ2REBfFk", "XUFAKrxLKna5cZ2REBfFkg==x"})
  void of_contentMd5Unreadable_rejected(String md5) {
    assertThatThrownBy(
            () -> body(DATA, UNSIGNED, S3, Map.of("content-length", LENGTH, "content-md5", md5)))
        .isInstanceOf(BodyRejected.InvalidContentMd5.class);
  }

  @ParameterizedTest
  @EnumSource(ChecksumAlgorithm.class)
  void read_statedChecksum_comparedAndKept(ChecksumAlgorithm algorithm) {
    String header = ChecksumNames.header("x-amz-", algorithm);
    VerifiedBody right =
        body(
            DATA,
            UNSIGNED,
            S3,
            Map.of(
                "content-length",
                LENGTH,
                header,
                checksum(algorithm, DATA),
                "x-amz-sdk-checksum-algorithm",
                algorithm.name()));
    VerifiedBody wrong =
        body(
            DATA,
            UNSIGNED,
            S3,
            Map.of("content-length", LENGTH, header, checksum(algorithm, new byte[1])));

    assertThat(read(right)).isEqualTo(DATA);
    assertThat(right.declaredChecksum()).contains(algorithm);
    assertThat(right.checksum())
        .contains(ObjectChecksum.fullObject(algorithm, algorithm.digest(DATA)));
    assertThatExceptionOfType(BodyRejected.ChecksumMismatch.class)
        .isThrownBy(() -> read(wrong))
        .satisfies(
            e -> {
              assertThat(e.algorithm()).isEqualTo(algorithm);
              assertThat(e.expected()).isEqualTo(checksum(algorithm, new byte[1]));
              assertThat(e.calculated()).isEqualTo(checksum(algorithm, DATA));
            });
  }

  @Test
  void of_checksumHeadersThatDoNotFit_rejected() {
    String crc32 = checksum(ChecksumAlgorithm.CRC32, DATA);
    assertHeaders(Map.of("x-amz-checksum-crc32", "A"), BodyRejected.InvalidChecksumValue.class);
    assertHeaders(Map.of("x-amz-checksum-sha256", crc32), BodyRejected.InvalidChecksumValue.class);
    assertHeaders(
        Map.of("x-amz-checksum-crc32", crc32, "x-amz-checksum-crc32c", crc32),
        BodyRejected.MultipleChecksums.class);
    assertHeaders(
        Map.of("x-amz-checksum-crc32", crc32 + "|" + crc32), BodyRejected.MultipleChecksums.class);
    assertHeaders(
        Map.of("x-amz-checksum-crc32", crc32, "x-amz-sdk-checksum-algorithm", "SHA1"),
        BodyRejected.InvalidChecksumValue.class);
    assertHeaders(
        Map.of("x-amz-sdk-checksum-algorithm", "CRC32"), BodyRejected.MissingChecksum.class);
    assertHeaders(Map.of("x-amz-checksum-sha512", "x"), BodyRejected.UnsupportedChecksum.class);
    assertHeaders(
        Map.of("x-amz-trailer", "x-amz-checksum-crc32"), BodyRejected.MalformedTrailer.class);
  }

  @Test
  void read_checksumsOfTheObject_leftAlone() {
    VerifiedBody body =
        body(
            DATA,
            UNSIGNED,
            BodyRules.withoutChecksums("x-amz-"),
            Map.of("content-length", LENGTH, "x-amz-checksum-crc32", "AAAAAA=="));

    assertThat(body.readAll(100)).isEqualTo(DATA);
    assertThat(body.checksum()).isEmpty();
  }

  @Test
  void readAll_tooLong_rejectedWithOrWithoutLength() {
    VerifiedBody declared = body(DATA, UNSIGNED, S3, Map.of("content-length", LENGTH));
    VerifiedBody undeclared = body(DATA, new NotCovered(), S3, Map.of());

    assertThatThrownBy(() -> declared.readAll(12)).isInstanceOf(BodyRejected.TooLarge.class);
    assertThatThrownBy(() -> undeclared.readAll(12)).isInstanceOf(BodyRejected.TooLarge.class);
    assertThat(body(DATA, new NotCovered(), S3, Map.of()).readAll(13)).isEqualTo(DATA);
  }

  @Test
  void checksum_beforeTheEnd_isABug() throws IOException {
    VerifiedBody body = body(DATA, UNSIGNED, S3, Map.of("content-length", LENGTH));

    assertThatThrownBy(body::checksum).isInstanceOf(IllegalStateException.class);
    assertThat(body.stream().read()).isEqualTo('h');
    assertThatThrownBy(body::checksum).isInstanceOf(IllegalStateException.class);
  }

  private static void assertHeaders(
      Map<String, String> headers, Class<? extends BodyRejected> reason) {
    assertThatThrownBy(
            () -> {
              Map<String, String> all = new HashMap<>(headers);
              all.put("content-length", LENGTH);
              body(DATA, UNSIGNED, S3, all);
            })
        .isExactlyInstanceOf(reason);
  }
}
