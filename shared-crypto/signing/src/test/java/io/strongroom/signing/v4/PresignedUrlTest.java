package io.strongroom.signing.v4;

import static io.strongroom.signing.TestRequests.AWS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static io.strongroom.signing.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.HeadersNotSigned;
import io.strongroom.signing.SignatureException.InvalidContentSha256;
import io.strongroom.signing.SignatureException.MalformedQueryAuthorization;
import io.strongroom.signing.SignatureException.MissingQueryParameters;
import io.strongroom.signing.SignatureException.NotYetValid;
import io.strongroom.signing.SignatureException.RequestExpired;
import io.strongroom.signing.internal.Hashing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures in the query. */
class PresignedUrlTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final SigV4Signer SIGNER = new SigV4Signer(AWS_EXAMPLE, "eu-west-1", "s3");

  @Test
  void verify_unsignedAmzHeader_named() {
    SignableRequest presigned =
        SIGNER.presign(request("PUT", "/b/k", "", "Host", "h"), Duration.ofHours(1), NOW);
    SignableRequest added =
        presigned.withHeader("X-Amz-Server-Side-Encryption", "AES256").withHeader("x-other", "1");

    assertThatExceptionOfType(HeadersNotSigned.class)
        .isThrownBy(() -> verifier(NOW).verify(added))
        .satisfies(e -> assertThat(e.names()).containsExactly("x-amz-server-side-encryption"));
  }

  private static final String HASH = Hashing.sha256Hex(new byte[] {1});
  private static final String OTHER_HASH = Hashing.sha256Hex(new byte[] {2});

  @ParameterizedTest
  @ValueSource(strings = {"X-Amz-Content-Sha256", "x-amz-content-sha256"})
  void verify_hashInTheUrl_isTheOnlyOneThatCounts(String parameter) {
    SignableRequest presigned = presigned(parameter + "=" + HASH);

    assertThat(verifier(NOW).verify(presigned).payload())
        .isEqualTo(new PayloadIntegrity.SignedPayload(HASH));
    assertThat(verifier(NOW).verify(presigned.withHeader("x-amz-content-sha256", HASH)).payload())
        .isEqualTo(new PayloadIntegrity.SignedPayload(HASH));
    for (String other :
        List.of(
            "UNSIGNED-PAYLOAD",
            OTHER_HASH,
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "",
            "x")) {
      assertRefused(presigned.withHeader("x-amz-content-sha256", other), HeadersNotSigned.class);
    }
  }

  @Test
  void verify_noHashInTheUrl_senderAddsNone() {
    SignableRequest presigned = presigned("");

    assertThat(
            verifier(NOW)
                .verify(presigned.withHeader("x-amz-content-sha256", "UNSIGNED-PAYLOAD"))
                .payload())
        .isEqualTo(new PayloadIntegrity.UnsignedPayload());
    for (String other : List.of(HASH, "STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
      assertRefused(presigned.withHeader("x-amz-content-sha256", other), HeadersNotSigned.class);
    }
  }

  @Test
  void verify_twoHashesInTheUrl_refused() {
    SignableRequest once = presigned("X-Amz-Content-Sha256=" + HASH);
    String twice = once.rawQuery() + "&x-amz-content-sha256=" + OTHER_HASH;

    assertRefused(once.withRawQuery(twice), InvalidContentSha256.class);
  }

  private static SignableRequest presigned(String query) {
    return SIGNER.presign(request("PUT", "/b/k", query, "Host", "h"), Duration.ofHours(1), NOW);
  }

  @Test
  void verify_presigned_livesAsLongAsItSays() {
    SignableRequest presigned =
        SIGNER.presign(request("GET", "/b/k", "", "Host", "h"), Duration.ofSeconds(60), NOW);

    assertThat(verifier(NOW.plusSeconds(60)).verify(presigned)).isNotNull();
    assertThatExceptionOfType(RequestExpired.class)
        .isThrownBy(() -> verifier(NOW.plusSeconds(61)).verify(presigned))
        .satisfies(
            e -> {
              assertThat(e.lifetime()).isEqualTo("60");
              assertThat(e.expires()).isEqualTo(NOW.plusSeconds(60));
              assertThat(e.serverTime()).isEqualTo(NOW.plusSeconds(61));
            });
    assertThatThrownBy(() -> verifier(NOW.minusSeconds(901)).verify(presigned))
        .isInstanceOf(NotYetValid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "604801", "abc", "", "99999999999999999999"})
  void verify_presignedLifetimeOutOfRange_refused(String expires) {
    SignableRequest presigned =
        SIGNER.presign(request("GET", "/b/k", "", "Host", "h"), Duration.ofSeconds(60), NOW);
    String query = presigned.rawQuery().replace("X-Amz-Expires=60", "X-Amz-Expires=" + expires);

    assertRefused(presigned.withRawQuery(query), MalformedQueryAuthorization.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Signature",
        "X-Amz-Date",
        "X-Amz-SignedHeaders",
        "X-Amz-Expires"
      })
  void verify_presignedParameterMissing_refused(String name) {
    SignableRequest presigned =
        SIGNER.presign(request("GET", "/b/k", "", "Host", "h"), Duration.ofSeconds(60), NOW);
    String query = presigned.rawQuery().replace(name + "=", "x-ignored=");

    assertRefused(presigned.withRawQuery(query), MissingQueryParameters.class);
  }

  @Test
  void verify_presignedParameterTwice_refused() {
    SignableRequest presigned =
        SIGNER.presign(request("GET", "/b/k", "", "Host", "h"), Duration.ofSeconds(60), NOW);

    assertRefused(
        presigned.withRawQuery(presigned.rawQuery() + "&X-Amz-Signature=00"),
        MalformedQueryAuthorization.class);
  }

  private static void assertRefused(
      SignableRequest request, Class<? extends SignatureException> reason) {
    assertThatThrownBy(() -> verifier(NOW).verify(request)).isExactlyInstanceOf(reason);
  }

  private static SigV4Verifier verifier(Instant now) {
    return new SigV4Verifier(
        SigV4Rules.s3("eu-west-1"), knowing(AWS_EXAMPLE), InstantSource.fixed(now));
  }
}
