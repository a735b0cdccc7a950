package io.strongroom.protocol.http.sse;

import static io.strongroom.protocol.http.sse.SseFixture.COPY_SSEC;
import static io.strongroom.protocol.http.sse.SseFixture.KEY;
import static io.strongroom.protocol.http.sse.SseFixture.KEY_MD5;
import static io.strongroom.protocol.http.sse.SseFixture.OBS;
import static io.strongroom.protocol.http.sse.SseFixture.S3;
import static io.strongroom.protocol.http.sse.SseFixture.SSE;
import static io.strongroom.protocol.http.sse.SseFixture.SSEC;
import static io.strongroom.protocol.http.sse.SseFixture.base64;
import static io.strongroom.protocol.http.sse.SseFixture.customerKey;
import static io.strongroom.protocol.http.sse.SseFixture.md5;
import static io.strongroom.protocol.http.sse.SseFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import org.junit.jupiter.api.Test;

class CustomerKeyOnReadTest {

  private final EncryptionHeaders encryption = new EncryptionHeaders(S3);

  @Test
  void read_noHeaders_noKey() {
    assertThat(encryption.ofRead(Headers.none())).isEmpty();
    assertThat(encryption.ofCopySource(Headers.none())).isEmpty();
  }

  @Test
  void read_keyOfWrongLengthWithItsMd5_leftToTheObject() throws Exception {
    byte[] key = new byte[20];

    assertThat(encryption.ofRead(customerKey(SSEC, "AES256", base64(key), md5(key))))
        .hasValueSatisfying(given -> assertThat(given.bytes().length()).isEqualTo(20));
  }

  @Test
  void read_wrongAlgorithm_refused() {
    assertThat(refusal(() -> encryption.ofRead(customerKey(SSEC, "AES128", KEY, KEY_MD5))))
        .isEqualTo(new RequestError.InvalidEncryptionAlgorithm(SSE, "AES128"));
  }

  @Test
  void read_md5OfAnotherKey_refused() {
    assertThat(refusal(() -> encryption.ofRead(customerKey(SSEC, "AES256", KEY, "AAAA"))))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "The calculated MD5 hash of the key did not match the hash that was provided.",
                SSE,
                ""));
  }

  @Test
  void read_encryptionHeader_notSupportedForThisOperation() {
    Headers headers = customerKey(SSEC, "AES128", "", "").and(SSE, "aws:kms");
    RequestError expected =
        new RequestError.InvalidArgument(
            "x-amz-server-side-encryption header is not supported for this operation.",
            SSE,
            "aws:kms");

    assertThat(refusal(() -> encryption.ofRead(headers))).isEqualTo(expected);
    assertThat(refusal(() -> encryption.ofPart(headers))).isEqualTo(expected);
  }

  @Test
  void copySource_hasHeadersOfItsOwn() {
    Headers headers = customerKey(COPY_SSEC, "AES256", KEY, KEY_MD5);

    assertThat(encryption.ofCopySource(headers))
        .hasValueSatisfying(key -> assertThat(key.md5()).isEqualTo(KEY_MD5));
    assertThat(encryption.ofRead(headers)).isEmpty();
  }

  @Test
  void copySource_wrongAlgorithm_refused() {
    assertThat(refusal(() -> encryption.ofCopySource(customerKey(COPY_SSEC, "DES", KEY, KEY_MD5))))
        .isEqualTo(new RequestError.InvalidEncryptionAlgorithm(SSE, "DES"));
  }

  @Test
  void obs_ownNames() {
    String prefix = "x-obs-server-side-encryption-customer-";

    assertThat(new EncryptionHeaders(OBS).ofRead(customerKey(prefix, "AES256", KEY, KEY_MD5)))
        .isPresent();
    assertThat(new EncryptionHeaders(OBS).ofRead(customerKey(SSEC, "AES256", KEY, KEY_MD5)))
        .isEmpty();
  }
}
