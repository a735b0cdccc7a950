package io.strongroom.runtime.identity;

import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA512;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA512;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.iam.IdentityError;
import io.strongroom.domain.iam.IdentityException;
import io.strongroom.domain.identity.OidcProvider;
import io.strongroom.domain.port.WebTokens;
import io.strongroom.domain.port.Workers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.http.Get;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Tokens of OpenID Connect issuers, read by jose4j. Keys of issuers are fetched from where their
 * discovery document says, kept for an hour, and fetched again for a key id that is new; see {@link
 * IssuerKeys}. Signatures are asymmetric: an issuer's public key is no secret. Thread-safe.
 */
final class JoseTokens implements WebTokens {

  private static final int SKEW_SECONDS = 60;
  private static final int MOST_BYTES = 256 * 1024;
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int MOST_ISSUERS = 100;
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private static final AlgorithmConstraints ASYMMETRIC =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          RSA_USING_SHA256,
          RSA_USING_SHA384,
          RSA_USING_SHA512,
          RSA_PSS_USING_SHA256,
          RSA_PSS_USING_SHA384,
          RSA_PSS_USING_SHA512,
          ECDSA_USING_P256_CURVE_AND_SHA256,
          ECDSA_USING_P384_CURVE_AND_SHA384,
          ECDSA_USING_P521_CURVE_AND_SHA512);

  private final Workers workers;
  private final boolean plainHttp;
  private final Map<String, IssuerKeys> keys = new ConcurrentHashMap<>();

  /**
   * @param plainHttp whether issuers may be asked without TLS; for tests only
   */
  JoseTokens(Workers workers, boolean plainHttp) {
    this.workers = workers;
    this.plainHttp = plainHttp;
  }

  @Override
  public Uni<String> issuer(String token) {
    return workers.call(
        () -> {
          JwtConsumer unchecked =
              new JwtConsumerBuilder()
                  .setSkipAllValidators()
                  .setDisableRequireSignature()
                  .setSkipSignatureVerification()
                  .build();
          try {
            return Optional.ofNullable(unchecked.processToClaims(token).getIssuer())
                .orElseThrow(() -> invalid("the token names no issuer"));
          } catch (InvalidJwtException | MalformedClaimException e) {
            throw invalid("the token cannot be read");
          }
        });
  }

  @Override
  public Uni<Claims> verify(String token, OidcProvider provider) {
    return workers.call(() -> verified(token, provider));
  }

  private Claims verified(String token, OidcProvider provider) {
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setRequireExpirationTime()
            .setRequireIssuedAt()
            .setRequireSubject()
            .setAllowedClockSkewInSeconds(SKEW_SECONDS)
            .setExpectedIssuer(provider.url())
            .setSkipDefaultAudienceValidation()
            .setJwsAlgorithmConstraints(ASYMMETRIC)
            .setVerificationKeyResolver(resolver(keysOf(provider.url())))
            .build();
    try {
      JwtClaims claims = consumer.processToClaims(token);
      SessionClaims session = SessionClaims.of(claims);
      return new Claims(
          claims.getSubject(),
          audience(claims, provider.clientIds()),
          methods(claims),
          session.tags(),
          session.transitive());
    } catch (InvalidJwtException e) {
      throw e.hasExpired()
          ? new IdentityException(new IdentityError.ExpiredWebToken())
          : invalid("the token's signature or claims do not hold");
    } catch (MalformedClaimException e) {
      throw invalid("the token's claims cannot be read");
    }
  }

  private static String audience(JwtClaims claims, List<String> clients)
      throws MalformedClaimException {
    Optional<String> party = Optional.ofNullable(claims.getStringClaimValue("azp"));
    return party
        .filter(clients::contains)
        .or(() -> audiences(claims).stream().filter(clients::contains).findFirst())
        .orElseThrow(() -> invalid("Incorrect token audience"));
  }

  private static List<String> audiences(JwtClaims claims) {
    try {
      return claims.getAudience();
    } catch (MalformedClaimException e) {
      return List.of();
    }
  }

  private static List<String> methods(JwtClaims claims) throws MalformedClaimException {
    return claims.hasClaim("amr") ? claims.getStringListClaimValue("amr") : List.of();
  }

  /** The keys that are known first; for a token of another one, those of now. */
  private static VerificationKeyResolver resolver(IssuerKeys keys) {
    List<JsonWebKey> known = keys.current();
    return (signature, nesting) -> {
      try {
        return new JwksVerificationKeyResolver(known).resolveKey(signature, nesting);
      } catch (UnresolvableKeyException unknown) {
        return new JwksVerificationKeyResolver(keys.newer(known)).resolveKey(signature, nesting);
      }
    };
  }

  private IssuerKeys keysOf(String issuer) {
    if (keys.size() >= MOST_ISSUERS && !keys.containsKey(issuer)) {
      keys.clear();
    }
    return keys.computeIfAbsent(
        issuer, each -> new IssuerKeys(() -> fetched(each), System::nanoTime));
  }

  private List<JsonWebKey> fetched(String issuer) {
    try {
      String keySet = get().get(keysAddress(issuer)).getBody();
      return new JsonWebKeySet(keySet).getJsonWebKeys();
    } catch (IOException | JoseException e) {
      throw new IdentityException(new IdentityError.IssuerAway());
    }
  }

  private String keysAddress(String issuer) throws IOException, JoseException {
    requireSecure(issuer);
    Map<String, Object> document =
        JsonUtil.parseJson(get().get(issuer.replaceFirst("/$", "") + DISCOVERY).getBody());
    String address = String.valueOf(document.get("jwks_uri"));
    requireSecure(address);
    return address;
  }

  private void requireSecure(String address) {
    if (!address.startsWith("https://") && !(plainHttp && address.startsWith("http://"))) {
      throw new IdentityException(new IdentityError.IssuerAway());
    }
  }

  private static Get get() {
    Get get = new Get();
    get.setConnectTimeout(PATIENCE_MILLIS);
    get.setReadTimeout(PATIENCE_MILLIS);
    get.setRetries(0);
    get.setResponseBodySizeLimit(MOST_BYTES);
    return get;
  }

  private static IdentityException invalid(String detail) {
    return new IdentityException(new IdentityError.InvalidWebToken(detail));
  }
}
