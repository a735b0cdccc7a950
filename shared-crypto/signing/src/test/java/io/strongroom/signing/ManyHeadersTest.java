package io.strongroom.signing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.strongroom.signing.apig.SdkHmacVerifier;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Verifier;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Verifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Headers are counted by nobody before the signature is checked: the work is in proportion to their
 * length, and not to their number times that of the names that are signed.
 */
class ManyHeadersTest {

  private static final int MANY = 50_000;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T10:00:00Z");
  private static final String STAMP = "20261122T100000Z";
  private static final Credentials CREDENTIALS = TestRequests.knowing(TestRequests.OBS_EXAMPLE);
  private static final String NAMES =
      IntStream.range(0, MANY).mapToObj(i -> ";x-amz-" + i).collect(Collectors.joining());

  @Test
  void verify_sigV4_inProportion() {
    SigV4Verifier verifier = new SigV4Verifier(SigV4Rules.s3("r"), CREDENTIALS, CLOCK);
    SignableRequest request =
        request(
            "x-amz-",
            "AWS4-HMAC-SHA256 Credential=AKEXAMPLE/20261122/r/s3/aws4_request, SignedHeaders=host;"
                + "x-amz-content-sha256;x-amz-date"
                + NAMES
                + ", Signature=0");

    assertMismatch(() -> verifier.verify(request));
  }

  @Test
  void verify_sigV2_inProportion() {
    SigV2Verifier verifier = new SigV2Verifier(SigV2Dialect.OBS, CREDENTIALS, CLOCK);

    assertMismatch(() -> verifier.verify(request("x-obs-", "OBS AKEXAMPLE:a"), "/b/k"));
  }

  @Test
  void verify_sdkHmac_inProportion() {
    SdkHmacVerifier verifier = new SdkHmacVerifier(CREDENTIALS, CLOCK);
    SignableRequest request =
        request(
            "x-amz-",
            "SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=host" + NAMES + ", Signature=0");

    assertMismatch(() -> verifier.verify(request, new byte[0]));
  }

  private static void assertMismatch(Runnable verifying) {
    assertTimeoutPreemptively(
        LIMIT,
        () ->
            assertThatThrownBy(verifying::run)
                .isInstanceOf(SignatureException.SignatureMismatch.class));
  }

  private static SignableRequest request(String prefix, String authorization) {
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("Host", "localhost"));
    headers.add(new HeaderField("Authorization", authorization));
    headers.add(new HeaderField("Date", STAMP));
    headers.add(new HeaderField("x-amz-date", STAMP));
    headers.add(new HeaderField("x-sdk-date", STAMP));
    headers.add(new HeaderField("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
    IntStream.range(0, MANY).forEach(i -> headers.add(new HeaderField(prefix + i, "")));
    return new SignableRequest("GET", "/b/k", "", headers);
  }
}
