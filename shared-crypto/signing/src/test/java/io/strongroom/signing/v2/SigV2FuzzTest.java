package io.strongroom.signing.v2;

import static io.strongroom.signing.TestRequests.OBS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.signing.RequestText;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import java.time.Instant;
import java.util.Set;

class SigV2FuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String DATE = "Sun, 22 Nov 2026 10:00:00 GMT";
  private static final Set<String> DATES = Set.of("date", "x-amz-date", "x-obs-date");

  /**
   * Any request is verified or refused, in both dialects. The same request, signed by us in either
   * way, is verified, and for another resource refused.
   */
  @FuzzTest
  void verify_anyRequest_onlyWhatIsSigned(byte[] input) {
    SignableRequest request = RequestText.parse(input);
    SignableRequest unsigned = RequestText.unsigned(request, DATES::contains);
    boolean signable = SignatureScheme.detect(unsigned).isEmpty() && !hasExpiry(unsigned);
    for (SigV2Dialect dialect : SigV2Dialect.values()) {
      verifiedOrRefused(dialect, request);
      if (signable && isUnambiguous(dialect, unsigned)) {
        SigV2Signer signer = new SigV2Signer(dialect, OBS_EXAMPLE);
        String resource = unsigned.rawPath();
        requireVerified(dialect, signer.sign(unsigned.withHeader("Date", DATE), resource));
        requireVerified(dialect, signer.presign(unsigned, resource, NOW.plusSeconds(60)));
      }
    }
  }

  /** Others are refused, whoever signed them. */
  private static boolean isUnambiguous(SigV2Dialect dialect, SignableRequest request) {
    try {
      StringToSign.requireUnambiguous(dialect, request.query());
      return true;
    } catch (SignatureException.MalformedQueryAuthorization ambiguous) {
      return false;
    }
  }

  private static boolean hasExpiry(SignableRequest request) {
    return request.query().has("Expires") || request.query().has("Signature");
  }

  private static void verifiedOrRefused(SigV2Dialect dialect, SignableRequest request) {
    try {
      assertThat(verifier(dialect).verify(request, request.rawPath()).credential())
          .isSameAs(OBS_EXAMPLE);
    } catch (SignatureException refused) {
      assertThat(refused.getStackTrace()).isEmpty();
    }
  }

  private static void requireVerified(SigV2Dialect dialect, SignableRequest signed) {
    SigV2Verifier verifier = verifier(dialect);
    assertThat(verifier.verify(signed, signed.rawPath()).credential()).isSameAs(OBS_EXAMPLE);
    assertThatThrownBy(() -> verifier.verify(signed, signed.rawPath() + "x"))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  private static SigV2Verifier verifier(SigV2Dialect dialect) {
    return new SigV2Verifier(dialect, knowing(OBS_EXAMPLE), () -> NOW);
  }
}
