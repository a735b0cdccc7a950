package io.strongroom.signing.v2;

import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.RawQuery;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.InvalidDate;
import io.strongroom.signing.SignatureException.MalformedAuthorization;
import io.strongroom.signing.SignatureException.MalformedQueryAuthorization;
import io.strongroom.signing.SignatureException.MissingAuthentication;
import io.strongroom.signing.SignatureException.MissingQueryParameters;
import io.strongroom.signing.SignatureException.RequestExpired;
import io.strongroom.signing.SignatureException.SignatureMismatch;
import io.strongroom.signing.SignatureException.TooSkewed;
import io.strongroom.signing.SignatureException.UnknownAccessKey;
import io.strongroom.signing.SignatureException.UnsupportedAuthorizationType;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.internal.Hashing;
import io.strongroom.signing.internal.Redaction;
import io.strongroom.signing.v2.StringToSign.DialectParameters;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Checks AWS Version 2 or OBS signatures, in the Authorization header or in a presigned URL.
 * Neither covers the body. Thread-safe; never blocks.
 */
public final class SigV2Verifier {

  private static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private final SigV2Dialect dialect;
  private final Credentials credentials;
  private final InstantSource clock;

  public SigV2Verifier(SigV2Dialect dialect, Credentials credentials, InstantSource clock) {
    this.dialect = dialect;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Checks a request.
   *
   * @param canonicalResource {@code /bucket} and the raw path when the bucket is in the Host
   *     header, {@code /host} and the raw path for a custom domain, else the raw path
   * @throws SignatureException when refused
   */
  public VerifiedSignature verify(SignableRequest request, String canonicalResource) {
    SignatureScheme scheme =
        SignatureScheme.detect(request).orElseThrow(MissingAuthentication::new);
    StringToSign.requireUnambiguous(dialect, request.query());
    if (scheme == dialect.headerScheme()) {
      return verifyHeader(request, canonicalResource);
    }
    if (scheme == dialect.queryScheme()) {
      return verifyQuery(request, canonicalResource);
    }
    throw new UnsupportedAuthorizationType(scheme.name());
  }

  /**
   * Checks the signature of a browser upload's policy document.
   *
   * @param policyBase64 the form field {@code policy} exactly as sent
   * @throws SignatureException when refused
   */
  public Credential verifyPolicy(String accessKeyId, String policyBase64, String signature) {
    return verifySignature(find(accessKeyId), signature, policyBase64);
  }

  private VerifiedSignature verifyHeader(SignableRequest request, String canonicalResource) {
    String authorization = request.header("authorization").orElse("");
    String pair = authorization.substring(dialect.word().length()).strip();
    int colon = pair.lastIndexOf(':');
    if (colon < 1) {
      throw new MalformedAuthorization(
          dialect.word() + " authorization header requires a non-empty access key and a signature");
    }
    boolean dialectDate = request.header(dialect.dateHeader()).isPresent();
    String dateHeader = dialectDate ? dialect.dateHeader() : "date";
    String date = request.header(dateHeader).orElseThrow(InvalidDate::new);
    String accessKeyId = pair.substring(0, colon);
    Credential credential = find(accessKeyId);
    checkSkew(date);
    String text = StringToSign.of(dialect, request, dialectDate ? "" : date, canonicalResource);
    return verified(
        verifySignature(credential, pair.substring(colon + 1), text), dialect.headerScheme());
  }

  private VerifiedSignature verifyQuery(SignableRequest request, String canonicalResource) {
    RawQuery query = request.query();
    List<String> names = List.of(dialect.accessKeyParameter(), "Expires", "Signature");
    if (!names.stream().allMatch(query::has)) {
      throw new MissingQueryParameters(dialect.queryScheme());
    }
    if (!names.stream().allMatch(name -> query.count(name) == 1)) {
      throw new MalformedQueryAuthorization("An authentication parameter appears twice.");
    }
    String accessKeyId = query.value(dialect.accessKeyParameter()).orElse("");
    String expires = query.value("Expires").orElse("");
    Credential credential = find(accessKeyId);
    checkExpiry(expires);
    String signature = query.value("Signature").orElse("");
    if (dialect == SigV2Dialect.AWS) {
      String asHeaders =
          StringToSign.of(
              dialect, request, expires, canonicalResource, DialectParameters.AS_HEADERS);
      if (matches(credential, signature, asHeaders)) {
        return verified(credential, dialect.queryScheme());
      }
    }
    String text = StringToSign.of(dialect, request, expires, canonicalResource);
    return verified(verifySignature(credential, signature, text), dialect.queryScheme());
  }

  private Credential find(String accessKeyId) {
    return credentials.find(accessKeyId).orElseThrow(() -> new UnknownAccessKey(accessKeyId));
  }

  private static boolean matches(Credential credential, String signature, String text) {
    return Hashing.constantTimeEquals(SigV2Signer.signature(credential, text), signature);
  }

  private Credential verifySignature(Credential credential, String signature, String text) {
    if (!matches(credential, signature, text)) {
      throw new SignatureMismatch(credential.accessKeyId(), signature, Redaction.redact(text), "");
    }
    return credential;
  }

  private void checkSkew(String date) {
    Instant signed = HttpDate.parse(date).orElseThrow(InvalidDate::new);
    Instant now = clock.instant();
    if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
      throw new TooSkewed(signed, now);
    }
  }

  private void checkExpiry(String expires) {
    Instant end;
    try {
      end = Instant.ofEpochSecond(Long.parseLong(expires));
    } catch (NumberFormatException | DateTimeException e) {
      throw new MalformedQueryAuthorization(
          "Invalid date (should be seconds since epoch): " + expires);
    }
    Instant now = clock.instant();
    if (now.isAfter(end)) {
      throw new RequestExpired("", end, now);
    }
  }

  private static VerifiedSignature verified(Credential credential, SignatureScheme scheme) {
    return new VerifiedSignature(credential, scheme, "", new PayloadIntegrity.NotCovered());
  }
}
