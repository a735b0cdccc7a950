package io.strongroom.protocol.query;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.IdentityCall;
import io.strongroom.protocol.http.Callers;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.HeldBody;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.SignatureInput;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureException.WrongScope;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.v4.SigV4Rules;
import io.strongroom.signing.v4.SigV4Verifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The Query protocol of IAM and STS: {@code POST /} with a form. Reads the whole body to
 * authenticate a request, once its head was found good. Thread-safe.
 */
public final class QueryDialect implements Dialect {

  private static final int MAX_BODY_BYTES = 128 * 1024;

  /** STS: a token of 20,000 characters and a policy of 2,048, encoded as a form. */
  private static final int MAX_UNSIGNED_BYTES = 32 * 1024;

  static final String CONTENT_TYPE = "text/xml";

  private final List<SigV4Verifier> verifiers;
  private final Callers callers;
  private final InstantSource clock;
  private final Codecs codecs =
      new Codecs.Builder().add(ServiceOperations.IDENTITIES, new Codec()).build();

  /** Signatures may be for any region: clients sign for the region of the global services. */
  public QueryDialect(Signers credentials, InstantSource clock) {
    this.verifiers =
        List.of("iam", "sts").stream()
            .map(
                service ->
                    new SigV4Verifier(
                        new SigV4Rules(service, List.of(), false), credentials, clock))
            .toList();
    this.callers = new Callers(credentials, clock);
    this.clock = clock;
  }

  @Override
  public IncomingRequest authenticate(WireRequest request, Route route) {
    SignableRequest signable = SignatureInput.signable(request);
    Optional<SignatureScheme> scheme = SignatureScheme.detect(signable);
    if (scheme.isEmpty()) {
      return unsigned(request, route);
    }
    if (scheme.get() != SignatureScheme.AWS_V4_HEADER) {
      throw new SignatureException.UnsupportedAuthorizationType(scheme.get().name());
    }
    verify(
        verifier -> {
          verifier.verifyHead(signable);
          return signable;
        });
    byte[] body = read(request, MAX_BODY_BYTES);
    VerifiedSignature signature = verify(verifier -> verifier.verify(signable, body));
    Caller caller = callers.signed(request, route, signature, "x-amz-security-token");
    return new IncomingRequest(
        HeldBody.keep(request, body), route, caller, new PayloadIntegrity.NotCovered());
  }

  /** STS: one action has a token of its own instead of a signature. */
  private static IncomingRequest unsigned(WireRequest request, Route route) {
    byte[] body = read(request, MAX_UNSIGNED_BYTES);
    if (!SessionActions.WEB_IDENTITY.equals(FormBody.parse(body).get("Action"))) {
      throw new SignatureException.MissingAuthentication();
    }
    return new IncomingRequest(
        HeldBody.keep(request, body),
        route,
        Callers.anonymous(request),
        new PayloadIntegrity.NotCovered());
  }

  private <T> T verify(Function<SigV4Verifier, T> check) {
    try {
      return check.apply(verifiers.getFirst());
    } catch (WrongScope scope) {
      if (scope.part() == WrongScope.Part.SERVICE) {
        return check.apply(verifiers.getLast());
      }
      throw scope;
    }
  }

  private static byte[] read(WireRequest request, int most) {
    return HeldBody.read(request, most, QueryDialect::tooLong);
  }

  private static QueryRefused tooLong() {
    return new QueryRefused(413, "RequestEntityTooLarge", "The request is too long.");
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
    ErrorAnswer answer = QueryErrors.answer(failure);
    XmlWriter xml =
        XmlWriter.document("ErrorResponse", QueryService.IAM.namespace())
            .open("Error")
            .element("Type", answer.status() < 500 ? "Sender" : "Receiver")
            .element("Code", answer.code())
            .echo("Message", answer.message())
            .close()
            .element("RequestId", request.requestId());
    return complete(
        request,
        WireResponse.of(
            answer.status(), answer.headers().and("content-type", CONTENT_TYPE), xml.bytes()));
  }

  /** Secrets must not be kept by anything between here and the client. */
  private WireResponse complete(WireRequest request, WireResponse response) {
    return response.with(
        response
            .headers()
            .and("x-amzn-requestid", request.requestId())
            .and("cache-control", "no-cache, no-store")
            .and("date", HttpDates.header(clock.instant())));
  }

  /** The one operation: which action is meant is in the body. */
  private static final class Codec implements OperationCodec<IdentityCall, WireResponse> {

    @Override
    public IdentityCall parse(IncomingRequest request) {
      Map<String, String> form = FormBody.parse(read(request.wire(), MAX_BODY_BYTES));
      String action =
          Optional.ofNullable(form.get("Action"))
              .orElseThrow(
                  () -> new QueryRefused(400, "MissingAction", "The request names no action."));
      return new IdentityCall(request.caller(), action, form);
    }

    @Override
    public WireResponse render(IncomingRequest request, WireResponse answer) {
      return answer;
    }
  }
}
