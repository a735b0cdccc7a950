package io.strongroom.protocol.http.sse;

import static io.strongroom.protocol.http.sse.SseFixture.KEY;
import static io.strongroom.protocol.http.sse.SseFixture.KEY_MD5;
import static io.strongroom.protocol.http.sse.SseFixture.S3;
import static io.strongroom.protocol.http.sse.SseFixture.SSE;
import static io.strongroom.protocol.http.sse.SseFixture.SSEC;
import static io.strongroom.protocol.http.sse.SseFixture.TARGET;
import static io.strongroom.protocol.http.sse.SseFixture.customerKey;
import static io.strongroom.protocol.http.sse.SseFixture.headers;
import static io.strongroom.protocol.http.sse.SseFixture.md5;
import static io.strongroom.protocol.http.sse.SseFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The observable order of the checks, row by row (the numbers are those of the S3 rules). */
class CustomerKeyOnWriteTest {

  private static final String MUST =
      "Requests specifying Server Side Encryption with Customer provided keys must provide ";

  private final EncryptionHeaders encryption = new EncryptionHeaders(S3);

  @Test
  void write_wholeKey_accepted() {
    EncryptionRequest request =
        encryption.ofWrite(customerKey(SSEC, "AES256", KEY, KEY_MD5), TARGET);

    assertThat(request)
        .isInstanceOfSatisfying(
            EncryptionRequest.CustomerProvided.class,
            customer -> {
              CustomerKey key = customer.key();
              assertThat(key.bytes().<Byte>use(bytes -> bytes[31])).isEqualTo((byte) 31);
              assertThat(key.md5()).isEqualTo(KEY_MD5);
              assertThat(request.toString()).doesNotContain(KEY).doesNotContain(KEY_MD5);
            });
  }

  @ParameterizedTest
  @CsvSource({"aws:kms", "AES256", "nonsense"})
  void row1_anyCustomerHeaderAndEncryptionHeader_incompatible(String algorithm) {
    Headers wrongInEveryOtherWay = customerKey(SSEC, "AES128", "", "").and(SSE, algorithm);

    assertThat(refused(wrongInEveryOtherWay))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "Server Side Encryption with Customer provided key is incompatible with the"
                    + " encryption method specified",
                SSE,
                algorithm));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-server-side-encryption-aws-kms-key-id, alias/a",
    "x-amz-server-side-encryption-context, e30=",
    "x-amz-server-side-encryption-bucket-key-enabled, true",
    "x-amz-server-side-data-encryption, SM4",
  })
  void row1_customerKeyAndKmsHeader_incompatible(String header, String value) {
    assertThat(refused(customerKey(SSEC, "AES256", KEY, KEY_MD5).and(header, value)))
        .isInstanceOfSatisfying(
            RequestError.InvalidArgument.class,
            e -> {
              assertThat(e.detail()).contains("is incompatible with the encryption method");
              assertThat(e.argument()).isEqualTo(SSE);
              assertThat(e.given()).isEmpty();
            });
  }

  @Test
  void row2_noAlgorithm_beforeMissingKey() {
    assertThat(refused(customerKey(SSEC, "", "", KEY_MD5)))
        .isEqualTo(argument(MUST + "a valid encryption algorithm."));
    assertThat(refused(customerKey(SSEC, "", KEY, KEY_MD5)))
        .isEqualTo(argument(MUST + "a valid encryption algorithm."));
  }

  @Test
  void row3_noKey_beforeWrongAlgorithm() {
    assertThat(refused(customerKey(SSEC, "AES128", "", KEY_MD5)))
        .isEqualTo(argument(MUST + "an appropriate secret key."));
  }

  @Test
  void row4_wrongAlgorithm_beforeMissingMd5() {
    assertThat(refused(customerKey(SSEC, "AES128", "short", "")))
        .isEqualTo(new RequestError.InvalidEncryptionAlgorithm(SSE, "AES128"));
    assertThat(refused(customerKey(SSEC, "aes256", KEY, KEY_MD5)))
        .isEqualTo(new RequestError.InvalidEncryptionAlgorithm(SSE, "aes256"));
  }

  @Test
  void row5_noMd5_beforeInvalidKey() {
    assertThat(refused(customerKey(SSEC, "AES256", "short", "")))
        .isEqualTo(argument(MUST + "the client calculated MD5 of the secret key."));
  }

  @Test
  void row6_keyOfWrongLength_beforeMd5Mismatch() throws Exception {
    String twice = SseFixture.base64(KEY.getBytes(StandardCharsets.UTF_8));
    RequestError invalid = argument("The secret key was invalid for the specified algorithm.");

    assertThat(refused(customerKey(SSEC, "AES256", "AAAA", KEY_MD5))).isEqualTo(invalid);
    assertThat(refused(customerKey(SSEC, "AES256", "no base64!", KEY_MD5))).isEqualTo(invalid);
    // What SDKs send for a key that its caller had encoded already.
    String consistent = md5(KEY.getBytes(StandardCharsets.UTF_8));
    assertThat(refused(customerKey(SSEC, "AES256", twice, consistent))).isEqualTo(invalid);
  }

  @ParameterizedTest
  @CsvSource({"HHZSrfZMtS69FCj/xN8ppg==", "no base64!", "AAAA"})
  void row7_md5OfAnotherKey_mismatch(String md5) {
    assertThat(refused(customerKey(SSEC, "AES256", KEY, md5)))
        .isEqualTo(
            argument(
                "The calculated MD5 hash of the key did not match the hash that was provided."));
  }

  @Test
  void repeatedHeader_refused() {
    Headers twoKeys = customerKey(SSEC, "AES256", KEY, KEY_MD5).and(SSEC + "key", "AAAA");

    assertThat(refused(twoKeys))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "The header is sent more than once.", SSEC + "key", ""));
  }

  @Test
  void repeatedHeaderOfOneValue_accepted() {
    Headers twice = headers(SSE, "AES256", SSE, "AES256");

    assertThat(encryption.ofWrite(twice, TARGET)).isEqualTo(new EncryptionRequest.ServiceManaged());
  }

  @Test
  void part_customerKey_checkedLikeAWrite() {
    assertThat(refusal(() -> encryption.ofPart(customerKey(SSEC, "AES256", "AAAA", KEY_MD5))))
        .isEqualTo(argument("The secret key was invalid for the specified algorithm."));
    assertThat(encryption.ofPart(customerKey(SSEC, "AES256", KEY, KEY_MD5))).isPresent();
    assertThat(encryption.ofPart(Headers.none())).isEmpty();
  }

  private RequestError refused(Headers headers) {
    return refusal(() -> encryption.ofWrite(headers, TARGET));
  }

  private static RequestError argument(String detail) {
    return new RequestError.InvalidArgument(detail, SSE, "");
  }
}
