package io.strongroom.emulator.auth;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Verifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies AWS Signature Version 4 for the service {@code kms}; the region is the caller's choice.
 * Thread-safe.
 */
@ApplicationScoped
public class Authenticator {

  private static final String ON_BEHALF_OF = "x-strongroom-on-behalf-of";
  private static final String OBJECT_REQUEST_ID = "x-strongroom-request-id";
  private static final String SESSION_TOKEN = "x-amz-security-token";
  private static final int MAX_REQUEST_ID_LENGTH = 128;
  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws[a-z-]*:(?:iam|sts)::([0-9]{12}):[\\w+=,.@/:-]{1,768}");
  private static final Pattern CLAIMED_SCOPE =
      Pattern.compile("Credential=([^/,\\s]+)/[0-9]{8}/([a-z0-9-]{1,64})/");

  private final KmsConfig config;
  private final Credentials credentials;
  private final SessionTokens sessions;
  private final SigV4Verifier verifier;

  Authenticator(KmsConfig config, Credentials credentials, SessionTokens sessions, KmsClock clock) {
    this.config = config;
    this.sessions = sessions;
    this.credentials = credentials;
    this.verifier = new SigV4Verifier(SigV4Rules.kmsAnyRegion(), credentials, clock::instant);
  }

  /**
   * Checks what the head alone tells; throws the refusal when it is enough for one. {@link
   * #authenticate} still has to follow.
   */
  public void checkHead(SignableRequest request) {
    if (!config.auth()) {
      return;
    }
    try {
      verifier.verifyHead(request);
    } catch (SignatureException e) {
      throw refusal(e);
    }
  }

  private PrincipalName principal(Credential credential, SignableRequest request) {
    Optional<String> token =
        request.header(SESSION_TOKEN).or(() -> request.query().value("X-Amz-Security-Token"));
    return switch (sessions.claim(credential, token)) {
      case SessionTokens.Claim.Good(PrincipalName principal) -> principal;
      case SessionTokens.Claim.Wrong() -> throw unrecognized();
      case SessionTokens.Claim.Over() ->
          throw KmsRefusal.of(
              KmsError.EXPIRED_TOKEN, "The security token included in the request is expired");
    };
  }

  private static KmsRefusal unrecognized() {
    return KmsRefusal.of(
        KmsError.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
  }

  /** Who sent the request; throws the refusal when that cannot be said. */
  public Authenticated authenticate(SignableRequest request, byte[] body) {
    if (!config.auth()) {
      return unverified(request);
    }
    try {
      VerifiedSignature verified = verifier.verify(request, body);
      Credential credential = verified.credential();
      Self self = new Self(credential, principal(credential, request));
      KmsCaller caller =
          onBehalf(
              self,
              request.header(ON_BEHALF_OF).map(PrincipalName::of),
              request.header(OBJECT_REQUEST_ID));
      return new Authenticated(caller, new Scope(caller.account(), region(verified)));
    } catch (SignatureException e) {
      throw refusal(e);
    }
  }

  /**
   * The origin of a call by this very process, which proves nothing by a signature.
   *
   * @param principal on whose behalf it is; empty for the holder of the access key
   */
  public Authenticated ofThisProcess(
      String accessKeyId,
      Region region,
      Optional<PrincipalName> principal,
      Optional<String> objectRequestId) {
    Credential credential = credentials.find(accessKeyId).orElseThrow(Authenticator::unrecognized);
    Self self = new Self(credential, PrincipalName.of(credential.principal()));
    KmsCaller caller = onBehalf(self, principal, objectRequestId);
    return new Authenticated(caller, new Scope(caller.account(), region));
  }

  private static Region region(VerifiedSignature verified) {
    return Region.find(verified.region())
        .orElseThrow(() -> mismatch("Credential should be scoped to a valid region."));
  }

  /** Whoever signed. */
  private record Self(Credential credential, PrincipalName principal) {}

  private KmsCaller onBehalf(
      Self self, Optional<PrincipalName> principal, Optional<String> objectRequestId) {
    Credential credential = self.credential();
    if (principal.isEmpty()) {
      return new KmsCaller(
          AccountId.of(credential.account()),
          self.principal(),
          Optional.of(credential.accessKeyId()),
          Optional.empty(),
          Optional.empty());
    }
    Matcher arn = PRINCIPAL.matcher(principal.get().text());
    boolean trusted =
        config.serviceAccessKeys().orElse(Set.of()).contains(credential.accessKeyId());
    if (!trusted || !arn.matches()) {
      throw KmsRefusal.of(
          KmsError.ACCESS_DENIED,
          "User: " + self.principal() + " may not call on behalf of another principal");
    }
    Optional<String> requestId = objectRequestId.filter(id -> id.length() <= MAX_REQUEST_ID_LENGTH);
    return new KmsCaller(
        AccountId.of(arn.group(1)),
        principal.get(),
        Optional.of(credential.accessKeyId()),
        Optional.of(credential.accessKeyId()),
        requestId);
  }

  // For tests only: the region still comes from the signature's scope if there is one, so that
  // clients of several regions can be tried.
  private Authenticated unverified(SignableRequest request) {
    Matcher claimed = CLAIMED_SCOPE.matcher(request.header("authorization").orElse(""));
    Region region = claimed.find() ? Region.of(claimed.group(2)) : config.defaultRegion();
    Scope scope = new Scope(config.defaultAccount(), region);
    return new Authenticated(
        new KmsCaller(
            scope.account(),
            PrincipalName.of(scope.rootPrincipal()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        scope);
  }

  private static KmsRefusal mismatch(String text) {
    return KmsRefusal.of(KmsError.SIGNATURE_MISMATCH, text);
  }

  private static KmsRefusal refusal(SignatureException e) {
    return switch (e) {
      case SignatureException.MissingAuthentication _ ->
          KmsRefusal.of(KmsError.MISSING_AUTHENTICATION, "Request is missing Authentication Token");
      case SignatureException.UnknownAccessKey _ -> unrecognized();
      case SignatureException.SignatureMismatch _ ->
          mismatch(
              "The request signature we calculated does not match the signature you provided."
                  + " Check your AWS Secret Access Key and signing method.");
      case SignatureException.TooSkewed skew ->
          mismatch(
              "Signature not current: %s is too far from %s"
                  .formatted(skew.requestTime(), skew.serverTime()));
      case SignatureException.NotYetValid _, SignatureException.RequestExpired _ ->
          mismatch("Signature not current");
      case SignatureException.WrongScope scope ->
          mismatch(
              "Credential should be scoped to correct %s: '%s'."
                  .formatted(scope.part().name().toLowerCase(Locale.ROOT), scope.expected()));
      case SignatureException.MultipleAuthentications _,
          SignatureException.UnsupportedAuthorizationType _,
          SignatureException.MalformedAuthorization _,
          SignatureException.MalformedQueryAuthorization _,
          SignatureException.MissingQueryParameters _,
          SignatureException.InvalidDate _,
          SignatureException.MissingContentSha256 _,
          SignatureException.InvalidContentSha256 _,
          SignatureException.HeadersNotSigned _ ->
          KmsRefusal.of(
              KmsError.INCOMPLETE_SIGNATURE,
              "Authorization header requires existence of a well-formed signature: "
                  + e.getMessage());
    };
  }
}
