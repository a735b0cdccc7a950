package io.strongroom.signing.v4;

import static io.strongroom.signing.TestRequests.AWS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static io.strongroom.signing.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.signing.Credential;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.HeadersNotSigned;
import io.strongroom.signing.SignatureException.InvalidContentSha256;
import io.strongroom.signing.SignatureException.InvalidDate;
import io.strongroom.signing.SignatureException.MalformedAuthorization;
import io.strongroom.signing.SignatureException.MissingAuthentication;
import io.strongroom.signing.SignatureException.MissingContentSha256;
import io.strongroom.signing.SignatureException.MultipleAuthentications;
import io.strongroom.signing.SignatureException.SignatureMismatch;
import io.strongroom.signing.SignatureException.TooSkewed;
import io.strongroom.signing.SignatureException.UnknownAccessKey;
import io.strongroom.signing.SignatureException.UnsupportedAuthorizationType;
import io.strongroom.signing.SignatureException.WrongScope;
import io.strongroom.signing.internal.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigV4VerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final SigV4Signer SIGNER = new SigV4Signer(AWS_EXAMPLE, "eu-west-1", "s3");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/b/k",
        "/b//k",
        "/b/a%2Fb",
        "/b/../k",
        "/b/a+b",
        "/b/%C3%A9;x=1",
        "/b/a%20b%2B~",
        "/b/%FF"
      })
  void verify_pathAsSent_accepted(String path) {
    assertThat(verifier(NOW).verify(signed(put(path))).credential()).isSameAs(AWS_EXAMPLE);
  }

  @Test
  void verify_pathSentLessEncodedThanSigned_accepted() {
    SignableRequest signed = signed(put("/b/a%2Bb%28c%29"));
    SignableRequest sent =
        new SignableRequest("PUT", "/b/a+b(c)", signed.rawQuery(), signed.headers());

    assertThat(verifier(NOW).verify(sent).region()).isEqualTo("eu-west-1");
  }

  @Test
  void verify_queryInAnyOrder_accepted() {
    SignableRequest signed =
        signed(request("GET", "/b", "prefix=a%2Fb&list-type=2&versions", "Host", "h"));

    assertThat(verifier(NOW).verify(signed.withRawQuery("versions&list-type=2&prefix=a%2Fb")))
        .isNotNull();
  }

  @Test
  void verify_anotherKeyOfTheSameObject_mismatch() {
    SignableRequest signed = signed(put("/b/k"));
    SignableRequest other = new SignableRequest("PUT", "/b/k2", "", signed.headers());

    assertThatExceptionOfType(SignatureMismatch.class)
        .isThrownBy(() -> verifier(NOW).verify(other))
        .satisfies(
            e -> {
              assertThat(e.accessKeyId()).isEqualTo(AWS_EXAMPLE.accessKeyId());
              assertThat(e.stringToSign()).startsWith("AWS4-HMAC-SHA256\n20261122T100000Z\n");
              assertThat(e.canonicalRequest()).startsWith("PUT\n/b/k2\n");
            });
  }

  @Test
  void verify_mismatch_doesNotShowCustomerKey() {
    SignableRequest signed =
        signed(
            request(
                "PUT",
                "/b/k",
                "",
                "Host",
                "h",
                "x-amz-server-side-encryption-customer-key",
                "c2VjcmV0LXNlY3JldA=="));
    SignableRequest other = signed.withRawQuery("versionId=1");

    assertThatExceptionOfType(SignatureMismatch.class)
        .isThrownBy(() -> verifier(NOW).verify(other))
        .satisfies(
            e ->
                assertThat(e.canonicalRequest())
                    .contains("x-amz-server-side-encryption-customer-key:[redacted]\n")
                    .doesNotContain("c2VjcmV0"));
  }

  @Test
  void verify_signedHeaderOmitted_mismatch() {
    SignableRequest signed = signed(request("PUT", "/b/k", "", "Host", "h", "x-amz-meta-a", "1"));
    SignableRequest without =
        new SignableRequest(
            "PUT",
            "/b/k",
            "",
            signed.headers().stream().filter(h -> !h.name().equals("x-amz-meta-a")).toList());

    assertRefused(without, SignatureMismatch.class);
  }

  @Test
  void verify_hostNotSigned_refused() {
    SignableRequest signed = signed(request("GET", "/b/k", "", "x-other", "1"));

    assertRefused(signed, HeadersNotSigned.class);
  }

  @Test
  void verify_clock_toleratesFifteenMinutes() {
    SignableRequest signed = signed(put("/b/k"));

    assertThat(verifier(NOW.plusSeconds(900)).verify(signed)).isNotNull();
    assertThat(verifier(NOW.minusSeconds(900)).verify(signed)).isNotNull();
    assertThatThrownBy(() -> verifier(NOW.plusSeconds(901)).verify(signed))
        .isInstanceOf(TooSkewed.class);
    assertThatThrownBy(() -> verifier(NOW.minusSeconds(901)).verify(signed))
        .isInstanceOf(TooSkewed.class);
  }

  @Test
  void verify_scopeOfAnotherRegionServiceOrDay_refused() {
    SigV4Verifier verifier = verifier(NOW);
    byte[] body = new byte[0];

    assertScope(
        WrongScope.Part.REGION, "us-east-1", new SigV4Signer(AWS_EXAMPLE, "us-east-1", "s3"));
    assertThatExceptionOfType(WrongScope.class)
        .isThrownBy(
            () ->
                verifier.verify(
                    new SigV4Signer(AWS_EXAMPLE, "eu-west-1", "kms")
                        .sign(
                            put("/b/k").withHeader("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
                            body,
                            NOW)))
        .satisfies(e -> assertThat(e.part()).isEqualTo(WrongScope.Part.SERVICE));
    assertThatExceptionOfType(WrongScope.class)
        .isThrownBy(
            () -> verifier.verify(signed(put("/b/k")).withHeader("x-amz-date", "20261123T100000Z")))
        .satisfies(e -> assertThat(e.part()).isEqualTo(WrongScope.Part.DATE));
  }

  @Test
  void verify_unknownAccessKey_named() {
    Credential stranger = Credential.of("AKIASTRANGER", "s", "p", "a");

    assertThatExceptionOfType(UnknownAccessKey.class)
        .isThrownBy(
            () ->
                verifier(NOW)
                    .verify(
                        new SigV4Signer(stranger, "eu-west-1", "s3")
                            .sign(put("/b/k"), new byte[0], NOW)))
        .satisfies(e -> assertThat(e.accessKeyId()).isEqualTo("AKIASTRANGER"));
  }

  @Test
  void verify_accessKeyWithSlashes_accepted() {
    Credential credential = Credential.of("team/alice", "s", "p", "a");
    SigV4Verifier verifier =
        new SigV4Verifier(SigV4Rules.s3AnyRegion(), knowing(credential), InstantSource.fixed(NOW));
    SignableRequest signed =
        new SigV4Signer(credential, "x", "s3").sign(put("/b/k"), new byte[0], NOW);

    assertThat(verifier.verify(signed).credential().accessKeyId()).isEqualTo("team/alice");
  }

  @Test
  void verify_withoutOrWithTwoAuthentications_refused() {
    SignableRequest signed = signed(put("/b/k"));

    assertRefused(put("/b/k"), MissingAuthentication.class);
    assertRefused(
        signed.withRawQuery("X-Amz-Algorithm=AWS4-HMAC-SHA256"), MultipleAuthentications.class);
    assertRefused(
        put("/b/k").withHeader("Authorization", "Bearer x"), UnsupportedAuthorizationType.class);
    assertRefused(
        put("/b/k").withHeader("Authorization", "AWS4-ECDSA-P256-SHA256 Credential=x"),
        UnsupportedAuthorizationType.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential",
        "AWS4-HMAC-SHA256 Credential=,SignedHeaders=host,Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/b,SignedHeaders=host,Signature=0",
        "AWS4-HMAC-SHA256 Credential=/20261122/eu-west-1/s3/aws4_request,SignedHeaders=h,Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/20261122/eu-west-1/s3/aws5_request,SignedHeaders=h,Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/20261122/eu-west-1/s3/aws4_request,Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/20261122/eu-west-1/s3/aws4_request,SignedHeaders=host",
        "AWS4-HMAC-SHA256 Signature=1,Signature=2"
      })
  void verify_malformedAuthorization_refused(String header) {
    SignableRequest signed = signed(put("/b/k")).withHeader("Authorization", header);

    assertRefused(signed, MalformedAuthorization.class);
  }

  @Test
  void verify_contentSha256_mustBeAKnownForm() {
    SignableRequest signed = signed(put("/b/k"));
    SignableRequest without =
        new SignableRequest(
            "PUT",
            "/b/k",
            "",
            signed.headers().stream()
                .filter(h -> !h.name().equals("x-amz-content-sha256"))
                .toList());

    assertRefused(without, MissingContentSha256.class);
    assertRefused(
        signed.withHeader("x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"),
        InvalidContentSha256.class);
    assertRefused(signed.withHeader("x-amz-content-sha256", "abc"), InvalidContentSha256.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20261122", "2026-11-22T10:00:00Z", "20261399T000000Z", "yesterday"})
  void verify_unreadableDate_refused(String date) {
    assertRefused(signed(put("/b/k")).withHeader("x-amz-date", date), InvalidDate.class);
  }

  @Test
  void verify_kms_coversBodyAndTarget() {
    SigV4Verifier verifier =
        new SigV4Verifier(
            SigV4Rules.kmsAnyRegion(), knowing(AWS_EXAMPLE), InstantSource.fixed(NOW));
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    SignableRequest signed =
        new SigV4Signer(AWS_EXAMPLE, "cn-north-4", "kms")
            .sign(
                request("POST", "/", "", "Host", "h", "X-Amz-Target", "TrentService.ListKeys"),
                body,
                NOW);

    assertThat(verifier.verify(signed, body).region()).isEqualTo("cn-north-4");
    assertThatThrownBy(() -> verifier.verify(signed, new byte[] {1}))
        .isInstanceOf(SignatureMismatch.class);
    assertThatThrownBy(
            () -> verifier.verify(signed.withHeader("X-Amz-Target", "TrentService.X"), body))
        .isInstanceOf(SignatureMismatch.class);
  }

  @Test
  void verifyHead_kms_checksTheSignatureWhereTheHashIsDeclared() {
    SigV4Verifier verifier =
        new SigV4Verifier(
            SigV4Rules.kmsAnyRegion(), knowing(AWS_EXAMPLE), InstantSource.fixed(NOW));
    SignableRequest signed = kmsRequest();

    verifier.verifyHead(signed);
    assertThatThrownBy(
            () -> verifier.verifyHead(signed.withHeader("x-amz-content-sha256", "0".repeat(64))))
        .isInstanceOf(SignatureMismatch.class);
    assertThatThrownBy(() -> verifier.verifyHead(signed.withHeader("x-amz-date", "x")))
        .isInstanceOf(InvalidDate.class);
  }

  @Test
  void verify_kms_whoAServiceActsFor_mustBeSigned() {
    SigV4Verifier verifier =
        new SigV4Verifier(
            SigV4Rules.kmsAnyRegion(), knowing(AWS_EXAMPLE), InstantSource.fixed(NOW));
    SignableRequest added = kmsRequest().withHeader("x-strongroom-on-behalf-of", "arn:someone");

    assertThatThrownBy(() -> verifier.verify(added, new byte[0]))
        .isInstanceOf(HeadersNotSigned.class);
  }

  private static SignableRequest kmsRequest() {
    return new SigV4Signer(AWS_EXAMPLE, "cn-north-4", "kms")
        .sign(
            request("POST", "/", "", "Host", "h", "X-Amz-Target", "TrentService.ListKeys"),
            new byte[0],
            NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {Hashing.EMPTY_SHA256, "UNSIGNED-PAYLOAD"})
  void verify_huaweiClient_bodyNotCoveredOnlyWhenAllowed(String payloadHash) {
    SignableRequest request =
        request(
            "PUT",
            "/b/k",
            "",
            "Host",
            "h",
            "Date",
            "Sun, 22 Nov 2026 10:00:00 GMT",
            "x-amz-content-sha256",
            payloadHash);
    CredentialScope scope = new CredentialScope("20261122", "region", "s3");
    List<String> signedHeaders = List.of("date", "host", "x-amz-content-sha256");
    String canonical =
        "PUT\n/b/k\n\ndate:Sun, 22 Nov 2026 10:00:00 GMT\nhost:h\nx-amz-content-sha256:"
            + payloadHash
            + "\n\ndate;host;x-amz-content-sha256\n"
            + payloadHash;
    String text =
        "AWS4-HMAC-SHA256\n20261122T100000Z\n" + scope + "\n" + Hashing.sha256Hex(canonical);
    SignableRequest signed =
        request.withHeader(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + AWS_EXAMPLE.accessKeyId()
                + "/"
                + scope
                + ",SignedHeaders="
                + String.join(";", signedHeaders)
                + ",Signature="
                + SigV4Signer.signature(scope.derive(AWS_EXAMPLE.secret()), text));
    SigV4Verifier lenient =
        new SigV4Verifier(
            SigV4Rules.s3("eu-west-1").withHuaweiClients(),
            knowing(AWS_EXAMPLE),
            InstantSource.fixed(NOW));

    assertThat(lenient.verify(signed).payload()).isEqualTo(new PayloadIntegrity.NotCovered());
    assertRefused(signed, WrongScope.class);
  }

  @Test
  void verify_huaweiRulesButAmzDate_emptyHashStillBinds() {
    SigV4Verifier lenient =
        new SigV4Verifier(
            SigV4Rules.s3("eu-west-1").withHuaweiClients(),
            knowing(AWS_EXAMPLE),
            InstantSource.fixed(NOW));

    assertThat(lenient.verify(signed(put("/b/k"))).payload())
        .isEqualTo(new PayloadIntegrity.SignedPayload(Hashing.EMPTY_SHA256));
  }

  @Test
  void verifyPolicy_anotherPolicy_mismatch() {
    CredentialScope scope = new CredentialScope("20261122", "eu-west-1", "s3");
    String credential = AWS_EXAMPLE.accessKeyId() + "/" + scope;
    String signature = SIGNER.signPolicy("cG9saWN5", NOW);

    assertThat(verifier(NOW).verifyPolicy(credential, "cG9saWN5", signature)).isSameAs(AWS_EXAMPLE);
    assertThatThrownBy(() -> verifier(NOW).verifyPolicy(credential, "cG9saWN6", signature))
        .isInstanceOf(SignatureMismatch.class);
  }

  @Test
  void verify_mutatedRequest_onlyEverSignatureException() {
    SignableRequest header = signed(put("/b/k"));
    SignableRequest query =
        SIGNER.presign(request("GET", "/b/k", "", "Host", "h"), Duration.ofSeconds(60), NOW);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      SignableRequest mutated =
          i % 2 == 0
              ? header.withHeader(
                  "Authorization", mutate(random, header.header("authorization").orElseThrow()))
              : query.withRawQuery(mutate(random, query.rawQuery()));
      try {
        verifier(NOW).verify(mutated);
      } catch (SignatureException expected) {
        assertThat(expected.getStackTrace()).isEmpty();
      }
    }
  }

  private static String mutate(Random random, String text) {
    int at = random.nextInt(text.length());
    String piece =
        List.of("", ",", "=", "/", "&", "%", "%zz", "\u0000", "é", ";", "-1")
            .get(random.nextInt(11));
    int end = Math.min(text.length(), at + random.nextInt(12));
    return text.substring(0, at) + piece + text.substring(end);
  }

  private static void assertScope(WrongScope.Part part, String given, SigV4Signer signer) {
    assertThatExceptionOfType(WrongScope.class)
        .isThrownBy(() -> verifier(NOW).verify(signer.sign(put("/b/k"), new byte[0], NOW)))
        .satisfies(
            e -> {
              assertThat(e.part()).isEqualTo(part);
              assertThat(e.given()).isEqualTo(given);
              assertThat(e.expected()).isEqualTo("eu-west-1");
            });
  }

  private static void assertRefused(
      SignableRequest request, Class<? extends SignatureException> reason) {
    assertThatThrownBy(() -> verifier(NOW).verify(request)).isExactlyInstanceOf(reason);
  }

  private static SignableRequest put(String path) {
    return request("PUT", path, "", "Host", "h:8080");
  }

  private static SignableRequest signed(SignableRequest request) {
    return SIGNER.sign(request, new byte[0], NOW);
  }

  private static SigV4Verifier verifier(Instant now) {
    return new SigV4Verifier(
        SigV4Rules.s3("eu-west-1"), knowing(AWS_EXAMPLE), InstantSource.fixed(now));
  }
}
