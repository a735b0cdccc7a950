package io.strongroom.protocol.domains;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.DomainCall;
import io.strongroom.protocol.http.Callers;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.HeldBody;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.RouteTable;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.SignatureInput;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.apig.SdkHmacVerifier;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;

/**
 * Huawei's API of identities: {@code POST} with JSON to a path. Signed with an access key, as its
 * SDKs sign; tokens that are had for passwords are not offered. Thread-safe.
 */
public final class DomainDialect implements Dialect {

  private static final int MAX_BODY_BYTES = 32 * 1024;

  /** Of a temporary key, which may ask for another. */
  private static final String TOKEN = "x-security-token";

  private static final String PASSWORD_TOKEN = "x-auth-token";

  private final SdkHmacVerifier verifier;
  private final Callers callers;
  private final InstantSource clock;
  private final Codecs codecs =
      new Codecs.Builder().add(ServiceOperations.DOMAINS, new Codec()).build();

  public DomainDialect(Signers credentials, InstantSource clock) {
    this.verifier = new SdkHmacVerifier(credentials, clock);
    this.callers = new Callers(credentials, clock);
    this.clock = clock;
  }

  @Override
  public IncomingRequest authenticate(WireRequest request, Route route) {
    if (request.headers().has(PASSWORD_TOKEN)) {
      throw DomainRefused.notOffered("the header " + PASSWORD_TOKEN);
    }
    SignableRequest signable = SignatureInput.signable(request);
    SignatureScheme scheme =
        SignatureScheme.detect(signable).orElseThrow(SignatureException.MissingAuthentication::new);
    if (scheme != SignatureScheme.SDK_HMAC_HEADER) {
      throw new SignatureException.UnsupportedAuthorizationType(scheme.name());
    }
    verifier.verifyHead(signable);
    byte[] body = read(request);
    VerifiedSignature signature = verifier.verify(signable, body);
    Caller caller = callers.signed(request, route, signature, TOKEN);
    return new IncomingRequest(
        HeldBody.keep(request, body), route, caller, new PayloadIntegrity.NotCovered());
  }

  private static byte[] read(WireRequest request) {
    return HeldBody.read(request, MAX_BODY_BYTES, DomainRefused::tooLong);
  }

  /** The operations that this dialect has. */
  public Set<Operation<?, ?>> operations() {
    return codecs.operations();
  }

  @Override
  public <C, R> C parse(Operation<C, R> operation, IncomingRequest request) {
    return codecs.get(operation).parse(request);
  }

  @Override
  public <C, R> WireResponse render(Operation<C, R> operation, IncomingRequest request, R result) {
    return complete(request.wire(), codecs.get(operation).render(request, result));
  }

  @Override
  public WireResponse renderError(WireRequest request, Throwable failure) {
    ErrorAnswer answer = DomainErrors.answer(failure);
    String body =
        DomainJson.text(
            new DomainJson.Builder()
                .with("error_msg", answer.message())
                .with("error_code", answer.code())
                .with("request_id", request.requestId())
                .build());
    return complete(
        request,
        WireResponse.of(
            answer.status(), answer.headers().and("content-type", RouteTable.JSON), body));
  }

  /** Secrets must not be kept by anything between here and the client. */
  private WireResponse complete(WireRequest request, WireResponse response) {
    return response.with(
        response
            .headers()
            .and("x-request-id", request.requestId())
            .and("cache-control", "no-cache, no-store")
            .and("date", HttpDates.header(clock.instant())));
  }

  /** The one operation: which one is meant is in the path. */
  private static final class Codec implements OperationCodec<DomainCall, WireResponse> {

    @Override
    public DomainCall parse(IncomingRequest request) {
      return new DomainCall(request.caller(), request.wire().rawPath(), text(read(request.wire())));
    }

    private static String text(byte[] body) {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      } catch (CharacterCodingException e) {
        throw DomainRefused.noBody();
      }
    }

    @Override
    public WireResponse render(IncomingRequest request, WireResponse answer) {
      return answer;
    }
  }
}
