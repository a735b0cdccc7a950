package io.strongroom.signing.v4;

import static io.strongroom.signing.TestRequests.AWS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.signing.RequestText;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class SigV4FuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Set<String> SIGNERS_OWN = Set.of("x-amz-date", "x-amz-content-sha256");
  private static final SigV4Signer SIGNER = new SigV4Signer(AWS_EXAMPLE, "eu-west-1", "s3");
  private static final List<SigV4Verifier> VERIFIERS =
      List.of(
          verifier(SigV4Rules.s3("eu-west-1")),
          verifier(SigV4Rules.s3AnyRegion().withHuaweiClients()),
          verifier(SigV4Rules.kmsAnyRegion()));

  /**
   * Any request is verified or refused. The same request, signed by us in either way, is verified,
   * and under another path refused.
   */
  @FuzzTest
  void verify_anyRequest_onlyWhatIsSigned(byte[] input) {
    SignableRequest request = RequestText.parse(input);
    VERIFIERS.forEach(verifier -> verifiedOrRefused(verifier, request));
    SignableRequest unsigned = RequestText.unsigned(request, SIGNERS_OWN::contains);
    if (SignatureScheme.detect(unsigned).isEmpty() && !hasParameters(unsigned)) {
      requireVerified(SIGNER.sign(unsigned, "UNSIGNED-PAYLOAD", NOW));
      requireVerified(SIGNER.presign(unsigned, Duration.ofMinutes(1), NOW));
    }
  }

  /** One of those that presigning adds would be there twice. */
  private static boolean hasParameters(SignableRequest request) {
    return request.query().parameters().stream().anyMatch(p -> p.name().startsWith("X-Amz-"));
  }

  private static void verifiedOrRefused(SigV4Verifier verifier, SignableRequest request) {
    try {
      SignatureClaim claim = ClaimParser.parse(request);
      assertThat(claim.signature()).isNotNull();
      assertThat(claim.credential().accessKeyId()).isNotEmpty();
      assertThat(claim.lifetimeSeconds()).isBetween(claim.scheme().presigned() ? 1L : 0L, 604_800L);
      assertThat(verifier.verify(request).credential()).isSameAs(AWS_EXAMPLE);
      assertThat(claim.signedHeaders()).contains("host");
    } catch (SignatureException refused) {
      assertThat(refused.getStackTrace()).isEmpty();
    }
  }

  private static void requireVerified(SignableRequest signed) {
    SigV4Verifier verifier = VERIFIERS.getFirst();
    assertThat(verifier.verify(signed).credential()).isSameAs(AWS_EXAMPLE);
    SignableRequest other =
        new SignableRequest(
            signed.method(), signed.rawPath() + "x", signed.rawQuery(), signed.headers());
    assertThatThrownBy(() -> verifier.verify(other))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  private static SigV4Verifier verifier(SigV4Rules rules) {
    return new SigV4Verifier(rules, knowing(AWS_EXAMPLE), () -> NOW);
  }
}
