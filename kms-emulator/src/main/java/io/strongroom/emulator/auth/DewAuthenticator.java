package io.strongroom.emulator.auth;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
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
import io.strongroom.signing.apig.SdkHmacVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies SDK-HMAC-SHA256 or a token. Neither names a region: DEW keys are in {@code
 * strongroom.kms.default-region}. Thread-safe.
 */
@ApplicationScoped
public class DewAuthenticator {

  private static final String TOKEN = "x-auth-token";
  private static final String PROJECT = "x-project-id";
  private static final String SESSION_TOKEN = "x-security-token";
  private static final String GATEWAY_TEXT =
      "Incorrect IAM authentication information: verify aksk signature fail";

  private final KmsConfig config;
  private final SdkHmacVerifier verifier;
  private final DewTokens tokens;
  private final SessionTokens sessions;

  DewAuthenticator(
      KmsConfig config,
      Credentials credentials,
      DewTokens tokens,
      SessionTokens sessions,
      KmsClock clock) {
    this.config = config;
    this.sessions = sessions;
    this.tokens = tokens;
    this.verifier = new SdkHmacVerifier(credentials, clock::instant);
  }

  /**
   * Who sent the request; throws the refusal when that cannot be said.
   *
   * @param project of the request's path
   */
  public Authenticated authenticate(SignableRequest request, byte[] body, String project) {
    if (!config.auth()) {
      Scope scope = new Scope(config.defaultAccount(), config.defaultRegion());
      return new Authenticated(
          caller(scope.account(), PrincipalName.of(scope.rootPrincipal()), Optional.empty()),
          scope);
    }
    if (!isSigned(request)) {
      Credential owner = tokens.owner(request.header(TOKEN).orElse(""), project);
      return authenticated(owner, PrincipalName.of(owner.principal()));
    }
    try {
      Credential credential = verifier.verify(request, body).credential();
      requireOwn(request, project);
      return authenticated(credential, principal(credential, request));
    } catch (SignatureException e) {
      throw mismatch(e.getMessage());
    }
  }

  /**
   * Checks what the head alone tells; throws the refusal when it is enough for one. {@link
   * #authenticate} still has to follow.
   */
  public void checkHead(SignableRequest request, String project) {
    if (!config.auth()) {
      return;
    }
    if (!isSigned(request)) {
      tokens.owner(request.header(TOKEN).orElse(""), project);
      return;
    }
    try {
      verifier.verifyHead(request);
    } catch (SignatureException e) {
      throw mismatch(e.getMessage());
    }
    requireOwn(request, project);
  }

  private PrincipalName principal(Credential credential, SignableRequest request) {
    return switch (sessions.claim(credential, request.header(SESSION_TOKEN))) {
      case SessionTokens.Claim.Good(PrincipalName principal) -> principal;
      case SessionTokens.Claim.Wrong() -> throw mismatch("the security token is invalid");
      case SessionTokens.Claim.Over() -> throw mismatch("the security token has expired");
    };
  }

  private static boolean isSigned(SignableRequest request) {
    return request.header(TOKEN).isEmpty() && request.header("authorization").isPresent();
  }

  // A signature without the host is bound to its project, which the path must name too.
  private static void requireOwn(SignableRequest request, String project) {
    if (!request.header(PROJECT).map(project::equals).orElse(true)) {
      throw mismatch("the project is not that of the URL");
    }
  }

  private static KmsRefusal mismatch(@Nullable String why) {
    return KmsRefusal.of(KmsError.SIGNATURE_MISMATCH, GATEWAY_TEXT + ", " + why);
  }

  private Authenticated authenticated(Credential credential, PrincipalName principal) {
    AccountId account = AccountId.of(credential.account());
    return new Authenticated(
        caller(account, principal, Optional.of(credential.accessKeyId())),
        new Scope(account, config.defaultRegion()));
  }

  private static KmsCaller caller(
      AccountId account, PrincipalName principal, Optional<String> accessKey) {
    return new KmsCaller(account, principal, accessKey, Optional.empty(), Optional.empty());
  }
}
