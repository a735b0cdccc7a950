package io.strongroom.signing.apig;

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

class SdkHmacFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Set<String> SIGNERS_OWN = Set.of("x-sdk-date", "x-sdk-content-sha256");
  private static final byte[] BODY = {'{', '}'};
  private static final SdkHmacVerifier VERIFIER =
      new SdkHmacVerifier(knowing(OBS_EXAMPLE), () -> NOW);

  /**
   * Any request is verified or refused. The same request, signed by us, is verified, and under
   * another path or with another body refused.
   */
  @FuzzTest
  void verify_anyRequest_onlyWhatIsSigned(byte[] input) {
    SignableRequest request = RequestText.parse(input);
    verifiedOrRefused(request);
    SignableRequest unsigned = RequestText.unsigned(request, SIGNERS_OWN::contains);
    if (SignatureScheme.detect(unsigned).isEmpty()) {
      SignableRequest signed = new SdkHmacSigner(OBS_EXAMPLE).sign(unsigned, BODY, NOW);
      assertThat(VERIFIER.verify(signed, BODY).credential()).isSameAs(OBS_EXAMPLE);
      SignableRequest other =
          new SignableRequest(
              signed.method(), signed.rawPath() + "x", signed.rawQuery(), signed.headers());
      assertThatThrownBy(() -> VERIFIER.verify(other, BODY))
          .isInstanceOf(SignatureException.SignatureMismatch.class);
      assertThatThrownBy(() -> VERIFIER.verify(signed, new byte[0]))
          .isInstanceOf(SignatureException.SignatureMismatch.class);
    }
  }

  private static void verifiedOrRefused(SignableRequest request) {
    try {
      assertThat(VERIFIER.verify(request, BODY).credential()).isSameAs(OBS_EXAMPLE);
    } catch (SignatureException refused) {
      assertThat(refused.getStackTrace()).isEmpty();
    }
  }
}
