package io.strongroom.protocol.obs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.Addressing;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.SignatureInput;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import io.strongroom.signing.Credential;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Signer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signatures made by the released OBS SDK, for access key AKEXAMPLE and secret SKEXAMPLE. */
class ObsAuthenticationTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:16:06Z");
  private static final String DATE = "Sun, 22 Nov 2026 02:16:06 GMT";
  private static final Credential CREDENTIAL =
      Credential.of("AKEXAMPLE", "SKEXAMPLE", "arn:aws:iam::0a1b:user/a", "0a1b");
  private static final Router ROUTER = new Router(new Addressing(List.of("obs.localhost")));

  private final ObsAuthentication authentication =
      new ObsAuthentication(Signers.plain(id -> Optional.of(CREDENTIAL)), () -> NOW);

  @Test
  void header_service_caller() {
    IncomingRequest request =
        authenticate(
            Wire.request(
                "GET",
                "/",
                "Date",
                DATE,
                "Host",
                "obs.localhost",
                "Authorization",
                "OBS AKEXAMPLE:hpzc6c02rO1/yE+SIr3KKj5WGes="));

    assertThat(request.caller().account()).isEqualTo(AccountId.of("0a1b"));
    assertThat(request.integrity()).isInstanceOf(PayloadIntegrity.NotCovered.class);
  }

  @Test
  void header_virtualHostedObject_keyDecodedAfterTheSignature() {
    IncomingRequest request =
        authenticate(
            Wire.request(
                "PUT", "/dir%2Fa%20b%2B~%C3%A9.txt",
                "Date", DATE,
                "Host", "bkt-1.obs.localhost",
                "Content-Type", "text/plain",
                "x-obs-meta-k1", "v1",
                "x-obs-server-side-encryption", "kms",
                "x-obs-server-side-encryption-kms-key-id", "522d6070-5ad3-4765-9737-9312ddc72cdb",
                "x-obs-sse-kms-key-project-id", "proj1",
                "Authorization", "OBS AKEXAMPLE:zx3ZQHhJijiJBAxOSu2kZ9kaQJQ="));

    assertThat(Targets.object(request).arn()).isEqualTo("arn:aws:s3:::bkt-1/dir/a b+~é.txt");
  }

  @Test
  void header_otherKey_refused() {
    WireRequest request =
        Wire.request(
            "GET",
            "/other",
            "Date",
            DATE,
            "Host",
            "obs.localhost",
            "Authorization",
            "OBS AKEXAMPLE:hpzc6c02rO1/yE+SIr3KKj5WGes=");

    assertThatThrownBy(() -> authenticate(request))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  @Test
  void presigned_encryptionInTheUrl_isTheHeader() {
    IncomingRequest request =
        authenticate(
            Wire.request(
                "PUT",
                "/dir/e?x-obs-server-side-encryption=kms&AccessKeyId=AKEXAMPLE&Expires=1795317970"
                    + "&Signature=929sv5mYIFWnXbbgzrAy63Wq6VU%3D",
                "Host",
                "bkt-1.obs.localhost"));

    assertThat(
            new EncryptionHeaders(ObsVocabulary.words())
                .ofWrite(request.wire().headers(), Targets.object(request)))
        .isInstanceOf(EncryptionRequest.KmsManaged.class);
  }

  @Test
  void presigned_encryptionChanged_refused() {
    WireRequest request =
        Wire.request(
            "PUT",
            "/dir/e?x-obs-server-side-encryption=AES256&AccessKeyId=AKEXAMPLE&Expires=1795317970"
                + "&Signature=929sv5mYIFWnXbbgzrAy63Wq6VU%3D",
            "Host",
            "bkt-1.obs.localhost");

    assertThatThrownBy(() -> authenticate(request))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }

  @Test
  void sessionToken_headerOrParameter_refused() {
    SigV2Signer signer = new SigV2Signer(SigV2Dialect.OBS, CREDENTIAL);
    WireRequest header = Wire.request("GET", "/bkt/k", "Date", DATE, "x-obs-security-token", "t");
    WireRequest parameter = Wire.request("GET", "/bkt/k?X-Obs-Security-Token=t", "Date", DATE);

    for (WireRequest request : List.of(header, parameter)) {
      String authorization =
          signer
              .sign(SignatureInput.signable(request), "/bkt/k")
              .header("authorization")
              .orElseThrow();
      WireRequest signed =
          new WireRequest(
              "GET",
              "/bkt/k",
              request.rawQuery(),
              request.headers().and("Authorization", authorization),
              true,
              "4c1b7d",
              request.body());

      assertThatThrownBy(() -> authenticate(signed))
          .isInstanceOfSatisfying(
              ObjectStoreException.class,
              e -> assertThat(e.error()).isEqualTo(new AccessError.InvalidToken()));
    }
  }

  @Test
  void anonymous_isNobody() {
    WireRequest request = Wire.request("GET", "/bkt/k", "x-obs-date", DATE);

    assertThat(authenticate(request).caller().identity().isAnonymous()).isTrue();
  }

  private IncomingRequest authenticate(WireRequest request) {
    return authentication.authenticate(request, ROUTER.route(request));
  }
}
