package io.strongroom.protocol.s3;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Callers;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.signing.Credential;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.v4.SigV4Rules;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sent an upload by a form. */
class S3FormsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:16:06Z");
  private static final String SECRET = "SKEXAMPLE";
  private static final String PERMANENT = "AKEXAMPLE";
  private static final String TEMPORARY = "ASEXAMPLE";
  private static final String OVER = "ASOVER";
  private static final String TOKEN = "of-the-session";
  private static final String ACCOUNT = "123456789012";
  private final S3Authentication authentication =
      new S3Authentication(SigV4Rules.s3AnyRegion(), new Known(), () -> NOW);

  /** A permanent key, a temporary one, and one whose session is over. */
  private record Known() implements Signers {

    @Override
    public Optional<Credential> find(String id) {
      return List.of(PERMANENT, TEMPORARY, OVER).contains(id)
          ? Optional.of(Credential.of(id, SECRET, "arn:aws:iam::" + ACCOUNT + ":user/a", ACCOUNT))
          : Optional.empty();
    }

    @Override
    public Optional<Signer> signer(String id) {
      return find(id)
          .map(
              known ->
                  new Signer(
                      CallerIdentity.named(
                          known.principal(),
                          AccountId.of(known.account()),
                          CallerIdentity.Held.NOTHING),
                      token(id)));
    }

    private static Optional<Token> token(String id) {
      Instant end = id.equals(OVER) ? NOW : NOW.plusSeconds(1);
      return id.equals(PERMANENT)
          ? Optional.empty()
          : Optional.of(new Token(WrappedKey.of(Callers.hash(TOKEN)), end));
    }
  }

  private IncomingRequest authenticate(Headers fields) {
    Route route =
        new Route(
            ObjectOperations.POST_OBJECT,
            Route.DialectName.S3,
            Optional.of("bkt"),
            Optional.of("k"),
            false,
            new QueryParameters(List.of()));
    WireRequest form =
        new WireRequest(
            "POST",
            "/bkt",
            "",
            fields,
            true,
            "r1",
            new WireRequest.Peer(Optional.of("10.0.0.7"), Optional.empty()),
            InputStream::nullInputStream);
    return authentication.authenticate(form, route);
  }

  /** A policy that lets these fields be anything. */
  private static String policy(String... fields) {
    StringBuilder text =
        new StringBuilder(
            "{\"expiration\":\"2026-12-01T12:00:00.000Z\","
                + "\"conditions\":[{\"bucket\":\"bkt\"},{\"key\":\"k\"}");
    for (String field : fields) {
      text.append(",[\"starts-with\",\"$").append(field).append("\",\"\"]");
    }
    return Base64.getEncoder()
        .encodeToString(text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Headers signedBy(String accessKeyId) {
    return signed(accessKeyId, policy());
  }

  private static Headers signedBy(String accessKeyId, String token) {
    return signed(accessKeyId, policy("x-amz-security-token")).and("x-amz-security-token", token);
  }

  private static Headers signed(String accessKeyId, String policy) {
    String signature =
        Base64.getEncoder()
            .encodeToString(mac("HmacSHA1", SECRET.getBytes(StandardCharsets.UTF_8), policy));
    return Wire.headers(
        "key", "k", "policy", policy, "awsaccesskeyid", accessKeyId, "signature", signature);
  }

  private static Headers signedInVersionFour(String date) {
    String policy = policy("x-amz-algorithm", "x-amz-credential", "x-amz-date");
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String step : List.of("20261122", "us-east-1", "s3", "aws4_request")) {
      key = mac("HmacSHA256", key, step);
    }
    return Wire.headers(
        "key",
        "k",
        "policy",
        policy,
        "x-amz-algorithm",
        "AWS4-HMAC-SHA256",
        "x-amz-credential",
        PERMANENT + "/20261122/us-east-1/s3/aws4_request",
        "x-amz-date",
        date,
        "x-amz-signature",
        HexFormat.of().formatHex(mac("HmacSHA256", key, policy)));
  }

  private static byte[] mac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void form_versionTwo_callerThatPosted() {
    IncomingRequest upload = authenticate(signedBy(PERMANENT));

    assertThat(upload.caller().account()).isEqualTo(AccountId.of(ACCOUNT));
    assertThat(upload.caller().facts().signing())
        .hasValueSatisfying(
            how -> {
              assertThat(how.type()).isEqualTo("POST");
              assertThat(how.version()).isEqualTo("AWS");
              assertThat(how.at()).isEmpty();
            });
  }

  @Test
  void form_versionFour_tellsWhenItWasSigned() {
    assertThat(authenticate(signedInVersionFour("20261122T021600Z")).caller().facts().signing())
        .hasValueSatisfying(
            how -> {
              assertThat(how.version()).isEqualTo("AWS4-HMAC-SHA256");
              assertThat(how.at()).contains(Instant.parse("2026-11-22T02:16:00Z"));
            });
  }

  @Test
  void form_address_isThatOfTheConnection() {
    IncomingRequest upload = authenticate(signedBy(PERMANENT));

    assertThat(upload.caller().facts().address()).contains("10.0.0.7");
    assertThat(upload.wire().address()).contains("10.0.0.7");
  }

  @Test
  void form_temporaryKey_needsItsToken() {
    assertThat(authenticate(signedBy(TEMPORARY, TOKEN)).caller().account())
        .isEqualTo(AccountId.of(ACCOUNT));
    assertThat(errorOf(() -> authenticate(signedBy(TEMPORARY, "of-another"))))
        .isEqualTo(new AccessError.InvalidToken());
    assertThatThrownBy(() -> authenticate(signedBy(TEMPORARY)))
        .isInstanceOf(SignatureException.UnknownAccessKey.class);
  }

  @Test
  void form_sessionThatIsOver_expiredToken() {
    assertThat(errorOf(() -> authenticate(signedBy(OVER, TOKEN))))
        .isEqualTo(new AccessError.ExpiredToken());
  }

  @Test
  void form_tokenBesidePermanentKey_refused() {
    assertThat(errorOf(() -> authenticate(signedBy(PERMANENT, TOKEN))))
        .isEqualTo(new AccessError.InvalidToken());
  }

  @Test
  void form_withoutSignature_denied() {
    assertThat(errorOf(() -> authenticate(Wire.headers("key", "k", "policy", policy()))))
        .isInstanceOf(RequestError.AccessDenied.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20269999T996060Z", "20261122", "now"})
  void form_dateThatIsNone_refused(String date) {
    assertThatThrownBy(() -> authenticate(signedInVersionFour(date)))
        .isInstanceOf(SignatureException.InvalidDate.class);
  }
}
