package io.strongroom.kms.emulator.auth;

import io.strongroom.kms.emulator.config.KmsClock;
import io.strongroom.kms.emulator.config.KmsConfig;
import io.strongroom.kms.emulator.key.Caller;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.key.Scope;
import io.strongroom.signing.Credential;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.apig.SdkHmacVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Verifies SDK-HMAC-SHA256 or a token. Neither names a region: DEW keys are in {@code
 * strongroom.kms.default-region}. Thread-safe.
 */
@ApplicationScoped
public class DewAuthenticator {

  private static final String TOKEN = "x-auth-token";
  private static final String GATEWAY_TEXT =
      "Incorrect IAM authentication information: verify aksk signature fail";

  private final KmsConfig config;
  private final SdkHmacVerifier verifier;
  private final DewTokens tokens;

  DewAuthenticator(KmsConfig config, Credentials credentials, DewTokens tokens, KmsClock clock) {
    this.config = config;
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
          caller(scope.account(), scope.rootPrincipal(), Optional.empty()), scope);
    }
    Optional<String> token = request.header(TOKEN);
    boolean signed = request.header("authorization").isPresent();
    if (token.isPresent() || !signed) {
      return authenticated(tokens.owner(token.orElse(""), project));
    }
    try {
      return authenticated(verifier.verify(request, body).credential());
    } catch (SignatureException e) {
      throw KmsRefusal.of(KmsError.SIGNATURE_MISMATCH, GATEWAY_TEXT + ", " + e.getMessage());
    }
  }

  private Authenticated authenticated(Credential credential) {
    return new Authenticated(
        caller(credential.account(), credential.principal(), Optional.of(credential.accessKeyId())),
        new Scope(credential.account(), config.defaultRegion()));
  }

  private static Caller caller(String account, String principal, Optional<String> accessKey) {
    return new Caller(account, principal, accessKey, Optional.empty(), Optional.empty());
  }
}
