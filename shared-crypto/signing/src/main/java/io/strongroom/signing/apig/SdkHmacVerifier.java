package io.strongroom.signing.apig;

import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.HeadersNotSigned;
import io.strongroom.signing.SignatureException.InvalidDate;
import io.strongroom.signing.SignatureException.MalformedAuthorization;
import io.strongroom.signing.SignatureException.MissingAuthentication;
import io.strongroom.signing.SignatureException.SignatureMismatch;
import io.strongroom.signing.SignatureException.TooSkewed;
import io.strongroom.signing.SignatureException.UnknownAccessKey;
import io.strongroom.signing.SignatureException.UnsupportedAuthorizationType;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.internal.Hashing;
import io.strongroom.signing.internal.PercentEncoding;
import io.strongroom.signing.internal.Redaction;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks SDK-HMAC-SHA256 signatures over requests with a whole body. Thread-safe.
 *
 * <p>Huawei's KMS SDK for Go signs {@code user-agent;x-project-id;x-sdk-date} and not {@code host};
 * such requests are taken. What the host's signature gives is that a request made for one server is
 * refused by another. Without it the project takes that part: it must be signed as {@code
 * x-project-id}, and a project belongs to one region of one cloud. Method, path (which names the
 * project too), query, date and body are under the signature in any case, and nothing is ever made
 * of the host. Two deployments with the same access keys and the same project id would take each
 * other's requests, for fifteen minutes.
 */
public final class SdkHmacVerifier {

  private static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private final Credentials credentials;
  private final InstantSource clock;

  public SdkHmacVerifier(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Checks a request and its body.
   *
   * @throws SignatureException when refused; the canonical request shown by a mismatch is the one
   *     the gateway prints with {@code |} for line feeds
   */
  public VerifiedSignature verify(SignableRequest request, byte[] body) {
    Claim claim = admit(request);
    String bodyHash = Hashing.sha256Hex(body);
    checkSignature(request, claim, bodyHash);
    return new VerifiedSignature(
        claim.credential(),
        SignatureScheme.SDK_HMAC_HEADER,
        "",
        new PayloadIntegrity.SignedPayload(bodyHash));
  }

  /**
   * Checks what a head alone can tell: everything but the body, and the signature too where {@code
   * x-sdk-content-sha256} declares the body's hash. For refusing before a body is taken; {@link
   * #verify} still has to follow.
   *
   * @throws SignatureException when refused
   */
  public void verifyHead(SignableRequest request) {
    Claim claim = admit(request);
    request
        .header(SdkHmac.CONTENT_HEADER)
        .filter(Hashing::isSha256Hex)
        .ifPresent(declared -> checkSignature(request, claim, declared));
  }

  private record Claim(
      Credential credential, String stamp, List<String> signedHeaders, String signature) {}

  private Claim admit(SignableRequest request) {
    SignatureScheme scheme =
        SignatureScheme.detect(request).orElseThrow(MissingAuthentication::new);
    if (scheme != SignatureScheme.SDK_HMAC_HEADER) {
      throw new UnsupportedAuthorizationType(scheme.name());
    }
    Map<String, String> parts = parts(request.header("authorization").orElse(""));
    List<String> signedHeaders =
        List.of(PercentEncoding.lower(part(parts, "SignedHeaders")).split(";", -1));
    String signature = part(parts, "Signature");
    String accessKeyId = part(parts, "Access");
    String stamp = request.header(SdkHmac.DATE_HEADER).orElseThrow(InvalidDate::new);
    Credential credential =
        credentials.find(accessKeyId).orElseThrow(() -> new UnknownAccessKey(accessKeyId));
    checkSkew(stamp);
    if (!signedHeaders.contains("host") && !isBoundToProject(request, signedHeaders)) {
      throw new HeadersNotSigned(List.of("host"));
    }
    return new Claim(credential, stamp, signedHeaders, signature);
  }

  private static boolean isBoundToProject(SignableRequest request, List<String> signedHeaders) {
    return signedHeaders.contains(SdkHmac.PROJECT_HEADER)
        && signedHeaders.contains(SdkHmac.DATE_HEADER)
        && request.headerValues(SdkHmac.PROJECT_HEADER).size() == 1;
  }

  private static void checkSignature(SignableRequest request, Claim claim, String payloadHash) {
    String canonical = SdkHmac.canonicalRequest(request, claim.signedHeaders(), payloadHash);
    String stringToSign = SdkHmac.stringToSign(claim.stamp(), canonical);
    String expected = SdkHmac.signature(claim.credential(), stringToSign);
    if (!Hashing.constantTimeEquals(expected, claim.signature())) {
      throw new SignatureMismatch(
          claim.credential().accessKeyId(),
          claim.signature(),
          stringToSign,
          Redaction.redact(canonical));
    }
  }

  private void checkSkew(String stamp) {
    Instant signed;
    try {
      signed = SdkHmac.STAMP.parse(stamp, Instant::from);
    } catch (DateTimeException e) {
      throw new InvalidDate();
    }
    Instant now = clock.instant();
    if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
      throw new TooSkewed(signed, now);
    }
  }

  private static Map<String, String> parts(String authorization) {
    Map<String, String> parts = new HashMap<>();
    for (String piece : authorization.substring(SdkHmac.ALGORITHM.length()).split(",", -1)) {
      int equals = piece.indexOf('=');
      if (equals < 0
          || parts.put(piece.substring(0, equals).strip(), piece.substring(equals + 1).strip())
              != null) {
        throw new MalformedAuthorization("the authorization header is malformed");
      }
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw new MalformedAuthorization("the authorization header has no " + name);
    }
    return value;
  }
}
