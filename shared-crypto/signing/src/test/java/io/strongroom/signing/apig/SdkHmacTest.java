package io.strongroom.signing.apig;

import static io.strongroom.signing.TestRequests.OBS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static io.strongroom.signing.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.HeadersNotSigned;
import io.strongroom.signing.SignatureException.InvalidDate;
import io.strongroom.signing.SignatureException.MalformedAuthorization;
import io.strongroom.signing.SignatureException.SignatureMismatch;
import io.strongroom.signing.SignatureException.TooSkewed;
import io.strongroom.signing.SignatureException.UnknownAccessKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SdkHmacTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:23:57Z");
  private static final byte[] BODY =
      "{\"key_alias\":\"t\",\"key_spec\":\"SM4\"}".getBytes(StandardCharsets.UTF_8);
  private static final SignableRequest REQUEST =
      request(
          "POST",
          "/v1.0/proj1/kms/create-key",
          "",
          "Host",
          "localhost:18090",
          "User-Agent",
          "huaweicloud-usdk-java/3.0",
          "Content-Type",
          "application/json",
          "X-Project-Id",
          "proj1");

  @Test
  void sign_recordedRequest_sameSignature() {
    assertThat(signed().header("authorization"))
        .contains(
            "SDK-HMAC-SHA256 Access=AKEXAMPLE,"
                + " SignedHeaders=host;user-agent;x-project-id;x-sdk-date,"
                + " Signature=075e96d9b7f56c734c980dfa073b53f524ad8641c8898ac07693b3d5668eab1e");
  }

  @Test
  void verify_recordedRequest_accepted() {
    assertThat(verifier(NOW).verify(signed(), BODY).credential()).isSameAs(OBS_EXAMPLE);
  }

  @Test
  void verify_anotherBody_mismatchShowsCanonicalRequest() {
    assertThatExceptionOfType(SignatureMismatch.class)
        .isThrownBy(() -> verifier(NOW).verify(signed(), new byte[0]))
        .satisfies(
            e ->
                assertThat(e.canonicalRequest())
                    .startsWith("POST\n/v1.0/proj1/kms/create-key/\n\nhost:localhost:18090\n"));
  }

  @Test
  void verify_queryEncodedAndSorted() {
    SignableRequest signed =
        new SdkHmacSigner(OBS_EXAMPLE)
            .sign(request("GET", "/v1.0/p%20q/x", "b=2&a=%2F", "Host", "h"), new byte[0], NOW);

    assertThat(verifier(NOW).verify(signed.withRawQuery("a=/&b=2"), new byte[0])).isNotNull();
  }

  @Test
  void verify_otherFaults_refused() {
    assertThatThrownBy(() -> verifier(NOW.plusSeconds(901)).verify(signed(), BODY))
        .isInstanceOf(TooSkewed.class);
    assertRefused(signed().withHeader("X-Sdk-Date", "now"), InvalidDate.class);
    assertRefused(authorization("SDK-HMAC-SHA256 Access"), MalformedAuthorization.class);
    assertRefused(authorization("SDK-HMAC-SHA256 Access=AKEXAMPLE"), MalformedAuthorization.class);
    assertRefused(
        authorization("SDK-HMAC-SHA256 Access=X, SignedHeaders=host, Signature=0"),
        UnknownAccessKey.class);
    assertRefused(
        authorization("SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=x, Signature=0"),
        HeadersNotSigned.class);
  }

  // The Go SDK for KMS leaves the host out.
  private static final SignableRequest WITHOUT_HOST =
      request(
          "POST",
          "/v1.0/proj1/kms/create-key",
          "",
          "User-Agent",
          "huaweicloud-usdk-go/3.0",
          "X-Project-Id",
          "proj1");

  private static SignableRequest sent(SignableRequest signed) {
    return signed.withHeader("Host", "localhost:18090");
  }

  @Test
  void verify_hostNotSignedButProject_accepted() {
    SignableRequest signed = sent(new SdkHmacSigner(OBS_EXAMPLE).sign(WITHOUT_HOST, BODY, NOW));

    assertThat(signed.header("authorization").orElseThrow())
        .contains("SignedHeaders=user-agent;x-project-id;x-sdk-date");
    assertThat(verifier(NOW).verify(signed, BODY).credential()).isSameAs(OBS_EXAMPLE);
  }

  @Test
  void verify_hostNotSigned_projectStillBinds() {
    SignableRequest signed = sent(new SdkHmacSigner(OBS_EXAMPLE).sign(WITHOUT_HOST, BODY, NOW));
    assertRefused(signed.withHeader("X-Project-Id", "proj2"), SignatureMismatch.class);

    SignableRequest without = request("POST", "/v1.0/proj1/kms/create-key", "", "User-Agent", "x");
    assertRefused(
        sent(new SdkHmacSigner(OBS_EXAMPLE).sign(without, BODY, NOW))
            .withHeader("X-Project-Id", "proj1"),
        HeadersNotSigned.class);
  }

  @Test
  void verifyHead_refusesWhatTheHeadTells_andLeavesTheBodyToVerify() {
    SdkHmacVerifier verifier = verifier(NOW);

    verifier.verifyHead(signed());
    assertThatThrownBy(() -> verifier(NOW.plusSeconds(901)).verifyHead(signed()))
        .isInstanceOf(TooSkewed.class);
    assertThatThrownBy(
            () -> verifier.verifyHead(signed().withHeader("X-Sdk-Content-Sha256", "0".repeat(64))))
        .isInstanceOf(SignatureMismatch.class);
  }

  private static void assertRefused(
      SignableRequest request, Class<? extends SignatureException> reason) {
    assertThatThrownBy(() -> verifier(NOW).verify(request, BODY)).isExactlyInstanceOf(reason);
  }

  private static SignableRequest authorization(String value) {
    return signed().withHeader("Authorization", value);
  }

  private static SignableRequest signed() {
    return new SdkHmacSigner(OBS_EXAMPLE).sign(REQUEST, BODY, NOW);
  }

  private static SdkHmacVerifier verifier(Instant now) {
    return new SdkHmacVerifier(knowing(OBS_EXAMPLE), InstantSource.fixed(now));
  }
}
