package io.strongroom.signing.v2;

import static io.strongroom.signing.TestRequests.OBS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static io.strongroom.signing.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.InvalidDate;
import io.strongroom.signing.SignatureException.MalformedAuthorization;
import io.strongroom.signing.SignatureException.MalformedQueryAuthorization;
import io.strongroom.signing.SignatureException.MissingAuthentication;
import io.strongroom.signing.SignatureException.MissingQueryParameters;
import io.strongroom.signing.SignatureException.MultipleAuthentications;
import io.strongroom.signing.SignatureException.RequestExpired;
import io.strongroom.signing.SignatureException.SignatureMismatch;
import io.strongroom.signing.SignatureException.TooSkewed;
import io.strongroom.signing.SignatureException.UnknownAccessKey;
import io.strongroom.signing.SignatureException.UnsupportedAuthorizationType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigV2VerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:16:06Z");
  private static final String DATE = "Sun, 22 Nov 2026 02:16:06 GMT";
  private static final SigV2Signer SIGNER = new SigV2Signer(SigV2Dialect.OBS, OBS_EXAMPLE);

  @ParameterizedTest
  @EnumSource(SigV2Dialect.class)
  void verify_ownSignature_acceptedInBothForms(SigV2Dialect dialect) {
    SigV2Signer signer = new SigV2Signer(dialect, OBS_EXAMPLE);
    SigV2Verifier verifier =
        new SigV2Verifier(dialect, knowing(OBS_EXAMPLE), InstantSource.fixed(NOW));
    SignableRequest request = request("PUT", "/k", "partNumber=1&uploadId=u&other=x", "Date", DATE);

    assertThat(verifier.verify(signer.sign(request, "/b/k"), "/b/k").scheme().presigned())
        .isFalse();
    assertThat(
            verifier
                .verify(signer.presign(request, "/b/k", NOW.plusSeconds(1)), "/b/k")
                .scheme()
                .presigned())
        .isTrue();
  }

  @Test
  void verify_dialectDate_winsOverDate() {
    SignableRequest signed =
        SIGNER.sign(request("GET", "/k", "", "Date", "garbage", "x-obs-date", DATE), "/b/k");

    assertThat(verifier(NOW).verify(signed, "/b/k")).isNotNull();
  }

  @Test
  void verify_subResourceAddedOrChanged_mismatch() {
    SignableRequest signed = SIGNER.sign(request("PUT", "/k", "uploadId=u", "Date", DATE), "/b/k");

    for (String query :
        List.of("uploadId=v", "", "uploadId=u&encryption", "uploadId=u&X-OBS-acl=p")) {
      assertRefused(signed.withRawQuery(query), SignatureMismatch.class);
    }
    assertThat(verifier(NOW).verify(signed.withRawQuery("uploadId=u&prefix=p"), "/b/k"))
        .isNotNull();
  }

  /** Both queries give one text to sign, so the second would undo what the first asks for. */
  @Test
  void verify_parameterHiddenInAnother_refused() {
    String asked = "x-obs-meta-a=1&x-obs-server-side-encryption=kms";
    String hidden = "x-obs-meta-a=1%26x-obs-server-side-encryption%3Dkms";
    SignableRequest signed = SIGNER.sign(request("PUT", "/k", asked, "Date", DATE), "/b/k");

    assertThat(verifier(NOW).verify(signed, "/b/k")).isNotNull();
    assertRefused(signed.withRawQuery(hidden), MalformedQueryAuthorization.class);
    assertRefused(
        signed.withRawQuery("x-obs-meta-a%3D1%26x-obs-server-side-encryption=kms"),
        MalformedQueryAuthorization.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-obs-meta-a=2", "X-Obs-Meta-A=2", "x-obs-meta-a"})
  void verify_dialectParameterRepeated_refused(String again) {
    SignableRequest signed =
        SIGNER.sign(request("PUT", "/k", "x-obs-meta-a=1", "Date", DATE), "/b/k");

    assertRefused(
        signed.withRawQuery("x-obs-meta-a=1&" + again), MalformedQueryAuthorization.class);
  }

  @Test
  void verify_ampersandInAValue_isText() {
    String query =
        "response-content-disposition=attachment%3B%20filename%3Da%26b.txt&x-obs-meta-a=b%26c";
    SignableRequest signed = SIGNER.sign(request("GET", "/k", query, "Date", DATE), "/b/k");

    assertThat(verifier(NOW).verify(signed, "/b/k")).isNotNull();
  }

  @Test
  void verify_mismatch_showsStringWithoutCustomerKey() {
    SignableRequest signed =
        request(
            "PUT",
            "/k",
            "",
            "Date",
            DATE,
            "x-obs-server-side-encryption-customer-key",
            "c2VjcmV0",
            "Authorization",
            "OBS AKEXAMPLE:AAAA");

    assertThatExceptionOfType(SignatureMismatch.class)
        .isThrownBy(() -> verifier(NOW).verify(signed, "/b/k"))
        .satisfies(
            e ->
                assertThat(e.stringToSign())
                    .isEqualTo(
                        "PUT\n\n\n"
                            + DATE
                            + "\nx-obs-server-side-encryption-customer-key:[redacted]\n/b/k"));
  }

  @Test
  void verify_clock_toleratesFifteenMinutes() {
    SignableRequest signed = SIGNER.sign(request("GET", "/k", "", "Date", DATE), "/b/k");

    assertThat(verifier(NOW.plusSeconds(900)).verify(signed, "/b/k")).isNotNull();
    assertThatThrownBy(() -> verifier(NOW.plusSeconds(901)).verify(signed, "/b/k"))
        .isInstanceOf(TooSkewed.class);
  }

  @Test
  void verify_presignedAfterItsEnd_expired() {
    SignableRequest signed = SIGNER.presign(request("GET", "/k", ""), "/b/k", NOW);

    assertThat(verifier(NOW).verify(signed, "/b/k")).isNotNull();
    assertThatExceptionOfType(RequestExpired.class)
        .isThrownBy(() -> verifier(NOW.plusSeconds(1)).verify(signed, "/b/k"))
        .satisfies(e -> assertThat(e.expires()).isEqualTo(NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "9223372036854775807", "1e9"})
  void verify_presignedEndNotSeconds_refused(String expires) {
    assertRefused(
        request("GET", "/k", "AccessKeyId=AKEXAMPLE&Signature=x&Expires=" + expires),
        MalformedQueryAuthorization.class);
  }

  @Test
  void verify_incompleteAuthentication_refused() {
    assertRefused(request("GET", "/k", ""), MissingAuthentication.class);
    assertRefused(request("GET", "/k", "AccessKeyId=x"), MissingQueryParameters.class);
    assertRefused(auth("OBS AKEXAMPLE"), MalformedAuthorization.class);
    assertRefused(auth("OBS :sig"), MalformedAuthorization.class);
    assertRefused(auth("AWS AKEXAMPLE:sig"), UnsupportedAuthorizationType.class);
    assertRefused(auth("OBS STRANGER:sig"), UnknownAccessKey.class);
    assertRefused(
        request("GET", "/k", "", "Authorization", "OBS AKEXAMPLE:sig"), InvalidDate.class);
    assertRefused(
        auth("OBS AKEXAMPLE:sig").withRawQuery("AccessKeyId=x"), MultipleAuthentications.class);
  }

  @Test
  void verify_mutatedRequest_onlyEverSignatureException() {
    SignableRequest header = SIGNER.sign(request("GET", "/k", "acl", "Date", DATE), "/b/k");
    SignableRequest query = SIGNER.presign(request("GET", "/k", "acl"), "/b/k", NOW);
    Random random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      SignableRequest mutated =
          i % 2 == 0
              ? header.withHeader(
                  "Authorization", mutate(random, header.header("authorization").orElseThrow()))
              : query.withRawQuery(mutate(random, query.rawQuery()));
      try {
        verifier(NOW).verify(mutated, "/b/k");
      } catch (SignatureException expected) {
        assertThat(expected.getStackTrace()).isEmpty();
      }
    }
  }

  private static String mutate(Random random, String text) {
    int at = random.nextInt(text.length());
    String piece = List.of("", ":", "=", "&", "%", "%zz", "é", " ").get(random.nextInt(8));
    int end = Math.min(text.length(), at + random.nextInt(12));
    return text.substring(0, at) + piece + text.substring(end);
  }

  private static SignableRequest auth(String authorization) {
    return request("GET", "/k", "", "Date", DATE, "Authorization", authorization);
  }

  private static void assertRefused(
      SignableRequest request, Class<? extends SignatureException> reason) {
    assertThatThrownBy(() -> verifier(NOW).verify(request, "/b/k")).isExactlyInstanceOf(reason);
  }

  private static SigV2Verifier verifier(Instant now) {
    return new SigV2Verifier(SigV2Dialect.OBS, knowing(OBS_EXAMPLE), InstantSource.fixed(now));
  }
}
