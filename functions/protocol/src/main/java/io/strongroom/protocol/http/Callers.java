package io.strongroom.protocol.http;

import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.CallFacts.Said;
import io.strongroom.domain.caller.CallFacts.Signing;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.Signers.Signer;
import io.strongroom.protocol.http.Signers.Token;
import io.strongroom.signing.Credential;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** From a signature that holds to the one who made it. Thread-safe. */
public final class Callers {

  private static final Pattern STAMP = Pattern.compile("[0-9]{8}T[0-9]{6}Z");
  private static final DateTimeFormatter STAMPED =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final String VERSION_FOUR = "AWS4-HMAC-SHA256";
  private static final String VERSION_TWO = "AWS";

  /** Without a signature, parameters are refused where they would have to be headers. */
  private static final QueryParameters UNSIGNED_QUERY = new QueryParameters(List.of());

  private final Signers signers;
  private final InstantSource clock;

  public Callers(Signers signers, InstantSource clock) {
    this.signers = signers;
    this.clock = clock;
  }

  /**
   * Who signed the request.
   *
   * @param tokenName of the header or, in any case, of the query parameter with a session's token;
   *     in lower case
   * @throws ObjectStoreException InvalidToken for a token that is not the key's, or of a key that
   *     has none: its sender relies on limits that this service does not know; ExpiredToken
   * @throws SignatureException UnknownAccessKey for a temporary key without its token
   */
  public Caller signed(
      WireRequest request, Route route, VerifiedSignature signature, String tokenName) {
    return caller(
        request,
        route,
        facts(request, SaidByCaller.of(request, route.query()))
            .signed(signing(request, route, signature)),
        signature.credential(),
        tokenName);
  }

  /**
   * Who signed the policy of a form, whose fields are the headers. Fails as {@link #signed} does,
   * and with InvalidDate.
   *
   * @param scheme of the policy's signature
   */
  public Caller signedForm(
      WireRequest form,
      Route route,
      Credential credential,
      SignatureScheme scheme,
      String tokenName) {
    Optional<Instant> at =
        version(scheme).equals(VERSION_FOUR) ? Optional.of(dateOf(form)) : Optional.empty();
    CallFacts facts = facts(form, SaidByCaller.ofForm(form, route.query()));
    return caller(
        form,
        route,
        facts.signed(new Signing("POST", version(scheme), at, credential.accessKeyId())),
        credential,
        tokenName);
  }

  /** Policies may ask how old a signature is, and must not be told nothing. */
  private static Instant dateOf(WireRequest form) {
    return form.headers()
        .first("x-amz-date")
        .flatMap(Callers::time)
        .orElseThrow(SignatureException.InvalidDate::new);
  }

  private Caller caller(
      WireRequest request, Route route, CallFacts facts, Credential credential, String tokenName) {
    String accessKeyId = credential.accessKeyId();
    Signer signer =
        signers
            .signer(accessKeyId)
            .orElseThrow(() -> new SignatureException.UnknownAccessKey(accessKeyId));
    Optional<String> sent = token(request, route, tokenName);
    if (signer.token().isEmpty() && sent.isPresent()) {
      throw invalid();
    }
    signer
        .token()
        .ifPresent(
            token ->
                requireToken(
                    token,
                    sent.orElseThrow(() -> new SignatureException.UnknownAccessKey(accessKeyId))));
    return new Caller(signer.identity(), request.requestId(), request.secure(), facts);
  }

  /** Whoever sent a request without a signature. */
  public static Caller anonymous(WireRequest request) {
    return new Caller(
        CallerIdentity.anonymous(),
        request.requestId(),
        request.secure(),
        facts(request, SaidByCaller.of(request, UNSIGNED_QUERY)));
  }

  private void requireToken(Token token, String sent) {
    if (!MessageDigest.isEqual(token.hash().bytes(), hash(sent))) {
      throw invalid();
    }
    if (!clock.instant().isBefore(token.expiresAt())) {
      throw new ObjectStoreException(new AccessError.ExpiredToken());
    }
  }

  /** What is kept of a session's token. */
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> token(WireRequest request, Route route, String name) {
    return request
        .headers()
        .first(name)
        .or(
            () ->
                route.query().parameters().stream()
                    .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                    .map(QueryParameters.Parameter::value)
                    .findFirst());
  }

  private static CallFacts facts(WireRequest request, Map<Said, String> said) {
    Headers headers = request.headers();
    return new CallFacts(
        request.address(),
        headers.first("user-agent"),
        headers.first("referer"),
        headers.first("x-amz-content-sha256"),
        Optional.empty(),
        CallFacts.Expected.ANYBODY,
        said);
  }

  private static Signing signing(WireRequest request, Route route, VerifiedSignature signature) {
    SignatureScheme scheme = signature.scheme();
    String type = scheme.presigned() ? "REST-QUERY-STRING" : "REST-HEADER";
    Optional<Instant> at =
        route
            .query()
            .first("X-Amz-Date")
            .or(() -> request.headers().first("x-amz-date"))
            .flatMap(Callers::time);
    return new Signing(type, version(scheme), at, signature.credential().accessKeyId());
  }

  private static String version(SignatureScheme scheme) {
    return switch (scheme) {
      case AWS_V4_HEADER, AWS_V4_QUERY, SDK_HMAC_HEADER -> VERSION_FOUR;
      case AWS_V2_HEADER, AWS_V2_QUERY, OBS_HEADER, OBS_QUERY -> VERSION_TWO;
    };
  }

  /** Empty for what is no time: where it is not part of the signature, nobody has looked at it. */
  private static Optional<Instant> time(String stamp) {
    try {
      return Optional.of(stamp)
          .filter(text -> STAMP.matcher(text).matches())
          .map(text -> LocalDateTime.parse(text, STAMPED).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static ObjectStoreException invalid() {
    return new ObjectStoreException(new AccessError.InvalidToken());
  }
}
