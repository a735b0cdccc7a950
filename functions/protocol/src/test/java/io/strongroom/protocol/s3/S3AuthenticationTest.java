package io.strongroom.protocol.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Addressing;
import io.strongroom.protocol.http.HeaderText;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.SignatureInput;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.signing.Credential;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Signer;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3AuthenticationTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:16:06Z");
  private static final Credential CREDENTIAL =
      Credential.of("AKEXAMPLE", "SKEXAMPLE", "arn:aws:iam::123456789012:user/a", "123456789012");
  private static final Router ROUTER = new Router(new Addressing(List.of("s3.localhost")));

  private final S3Authentication authentication =
      new S3Authentication(
          SigV4Rules.s3AnyRegion(),
          Signers.plain(
              id -> Optional.of(CREDENTIAL).filter(each -> each.accessKeyId().equals(id))),
          () -> NOW);

  @Test
  void header_signed_caller() {
    IncomingRequest request = authenticate(signed(Wire.request("PUT", "/bkt/dir%2Fa%20b")));

    assertThat(request.caller())
        .extracting(Caller::principal, Caller::account, Caller::requestId, Caller::secure)
        .containsExactly(
            PrincipalName.of("arn:aws:iam::123456789012:user/a"),
            AccountId.of("123456789012"),
            "4c1b7d",
            true);
    assertThat(request.integrity()).isInstanceOf(PayloadIntegrity.UnsignedPayload.class);
    assertThat(request.route().operation()).isEqualTo(ObjectOperations.PUT_OBJECT);
  }

  @Test
  void header_metadataInUtf8_signatureHolds() {
    WireRequest request = Wire.request("PUT", "/bkt/k", "x-amz-meta-name", "Ð\u00bcÐ¸Ñ\u0080");

    assertThat(authenticate(signed(request)).caller().account())
        .isEqualTo(AccountId.of("123456789012"));
  }

  @Test
  void header_pathChangedAfterSigning_refused() {
    WireRequest signed = signed(Wire.request("PUT", "/bkt/dir%2Fa"));

    assertThat(authenticate(signed).route().key()).contains("dir/a");
    assertThatThrownBy(() -> authenticate(copy(signed, "/bkt/dir/b", "")))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  @Test
  void anonymous_isNobody() {
    Caller caller = authenticate(Wire.request("GET", "/bkt/k")).caller();

    assertThat(caller.identity().isAnonymous()).isTrue();
    assertThat(caller.account()).isEqualTo(AccountId.NOBODY);
  }

  @Test
  void otherScheme_refused() {
    WireRequest obs = Wire.request("GET", "/bkt/k", "Authorization", "OBS a:b");

    assertThatThrownBy(() -> authenticate(obs))
        .isInstanceOf(SignatureException.UnsupportedAuthorizationType.class);
  }

  @Test
  void presigned_parametersStandForHeaders() {
    IncomingRequest request =
        authenticate(presigned("PUT", "/bkt/k?X-Amz-Meta-Owner=m%C3%A9&x-amz-acl=private&x-id=P"));

    assertThat(request.wire().headers().first("x-amz-meta-owner")).contains("m\u00c3\u00a9");
    assertThat(request.wire().headers().first("x-amz-acl")).contains("private");
    assertThat(request.wire().headers().fields())
        .extracting(Headers.Field::name)
        .doesNotContain("x-amz-signature", "x-amz-credential", "x-amz-date", "x-amz-expires");
  }

  @Test
  void presigned_copySourceInTheUrl_copies() {
    IncomingRequest request = authenticate(presigned("PUT", "/bkt/k?x-amz-copy-source=%2Fbkt%2Fj"));

    assertThat(request.route().operation()).isEqualTo(ObjectOperations.COPY_OBJECT);
    assertThat(request.wire().headers().first("x-amz-copy-source")).contains("/bkt/j");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-server-side-encryption=aws:kms",
        "X-Amz-Server-Side-Encryption-Customer-Key=AAAA",
        "x-amz-copy-source-server-side-encryption-customer-algorithm=AES256",
        "x-amz-server-side-data-encryption=SM4"
      })
  void presigned_encryptionInTheUrl_refused(String parameter) {
    assertThat(refusal(presigned("PUT", "/bkt/k?" + parameter.replace(":", "%3A"))))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void presigned_lineBreakInTheUrl_refused() {
    assertThat(refusal(presigned("PUT", "/bkt/k?x-amz-meta-a=b%0D%0Ac%3Ad")))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-acl=private", "X-Amz-Expires=5", "x-obs-acl=private"})
  void headerSigned_parametersForHeaders_refused(String query) {
    assertThat(refusal(signed(Wire.request("PUT", "/bkt/k?" + query))))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void presigned_parameterAndHeaderDiffer_refused() {
    WireRequest request = Wire.request("PUT", "/bkt/k?x-amz-meta-a=1", "x-amz-meta-a", "2");

    assertThat(refusal(presigned(request))).isInstanceOf(RequestError.InvalidArgument.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Amz-Security-Token=t", "x-amz-security-token=t", "x-amz-security-token"})
  void presigned_sessionToken_refused(String query) {
    assertThat(refusal(presigned("GET", "/bkt/k?" + query)))
        .isEqualTo(new AccessError.InvalidToken());
  }

  @Test
  void header_sessionToken_refused() {
    WireRequest request = Wire.request("GET", "/bkt/k", "X-Amz-Security-Token", "t");

    assertThat(refusal(signed(request))).isEqualTo(new AccessError.InvalidToken());
  }

  @ParameterizedTest
  @CsvSource({
    "/bkt/dir/k, 127.0.0.1:9000, /bkt/dir/k",
    "/bkt, 127.0.0.1, /bkt",
    "/dir/k, bkt.s3.localhost:9000, /bkt/dir/k",
    "/, bkt.s3.localhost, /bkt/",
    "/, s3.localhost, /",
  })
  void versionTwo_bothAddressingStyles_signatureHolds(String path, String host, String resource) {
    WireRequest request =
        Wire.request("GET", path, "Host", host, "Date", "Sun, 22 Nov 2026 02:16:06 GMT");
    SignableRequest signed =
        new SigV2Signer(SigV2Dialect.AWS, CREDENTIAL)
            .sign(SignatureInput.signable(request), resource);

    assertThat(authenticate(wire(signed)).integrity())
        .isInstanceOf(PayloadIntegrity.NotCovered.class);
  }

  @Test
  void expectedOwner_isTheCaller_passes() {
    WireRequest request =
        Wire.request("GET", "/bkt", "x-amz-expected-bucket-owner", "123456789012");

    assertThat(authenticate(signed(request)).route().bucket()).contains("bkt");
  }

  @ParameterizedTest
  @CsvSource({"x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"})
  void expectedOwner_somebodyElse_isCarriedToWhereOwnersAreKnown(String header) {
    Caller caller =
        authenticate(signed(Wire.request("GET", "/bkt", header, "999999999999"))).caller();

    assertThat(
            Stream.of(caller.facts().expected().owner(), caller.facts().expected().sourceOwner())
                .flatMap(Optional::stream))
        .containsExactly("999999999999");
  }

  @Test
  void expectedOwner_noAccountId_refused() {
    WireRequest request = Wire.request("GET", "/bkt", "x-amz-expected-bucket-owner", "me");

    assertThat(refusal(signed(request))).isEqualTo(new RequestError.InvalidBucketOwner("me"));
  }

  private IncomingRequest authenticate(WireRequest request) {
    return authentication.authenticate(request, ROUTER.route(request));
  }

  private RequestError refusal(WireRequest request) {
    try {
      authenticate(request);
      throw new AssertionError("not refused");
    } catch (ObjectStoreException e) {
      return e.error();
    }
  }

  private static WireRequest signed(WireRequest request) {
    return wire(
        new SigV4Signer(CREDENTIAL, "us-east-1", "s3")
            .sign(SignatureInput.signable(request), "UNSIGNED-PAYLOAD", NOW));
  }

  private static WireRequest presigned(String method, String target) {
    return presigned(Wire.request(method, target));
  }

  private static WireRequest presigned(WireRequest request) {
    SignableRequest signable = SignatureInput.signable(request);
    return wire(
        new SigV4Signer(CREDENTIAL, "us-east-1", "s3")
            .presign(signable, Duration.ofMinutes(5), NOW));
  }

  private static WireRequest wire(SignableRequest signed) {
    Headers headers =
        Headers.of(
            signed.headers().stream()
                .map(field -> new Headers.Field(field.name(), HeaderText.encode(field.value())))
                .toList());
    return new WireRequest(
        signed.method(),
        signed.rawPath(),
        signed.rawQuery(),
        headers,
        true,
        "4c1b7d",
        InputStream::nullInputStream);
  }

  private static WireRequest copy(WireRequest request, String rawPath, String rawQuery) {
    return new WireRequest(
        request.method(),
        rawPath,
        rawQuery,
        request.headers(),
        true,
        "4c1b7d",
        InputStream::nullInputStream);
  }
}
