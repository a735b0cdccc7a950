package io.strongroom.protocol.obs;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Callers;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.PresignedHeaders;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.SignatureInput;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.form.FormRules;
import io.strongroom.signing.Credential;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Verifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Who sent an OBS request: the OBS signature, in the header or in the query, or none. Thread-safe.
 *
 * <p>Source: OBS API reference, "User Signature Authentication".
 */
final class ObsAuthentication {

  private static final String PREFIX = "x-obs-";
  private static final String TOKEN = "x-obs-security-token";

  /** What a form's token is made of, in order, as fields of their own are called. */
  private static final List<String> TOKEN_ITEMS = List.of("accesskeyid", "signature", "policy");

  private final SigV2Verifier verifier;
  private final FormRules forms;
  private final Callers callers;

  ObsAuthentication(Signers credentials, InstantSource clock) {
    this.callers = new Callers(credentials, clock);
    this.verifier = new SigV2Verifier(SigV2Dialect.OBS, credentials, clock);
    this.forms = new FormRules(clock, FormError.InvalidPolicy::new);
  }

  /**
   * @throws SignatureException when the signature does not hold
   * @throws ObjectStoreException InvalidToken, ExpiredToken
   */
  IncomingRequest authenticate(WireRequest request, Route route) {
    return route.operation().equals(ObjectOperations.POST_OBJECT)
        ? authenticateForm(request, route)
        : authenticateSigned(request, route);
  }

  private IncomingRequest authenticateForm(WireRequest sent, Route route) {
    WireRequest form = withoutToken(sent);
    String signature = FormRules.required(form, "signature", "signature");
    Credential sender =
        verifier.verifyPolicy(
            FormRules.required(form, "accesskeyid", "AccessKeyId"),
            FormRules.required(form, "policy", "policy"),
            signature);
    Caller caller = callers.signedForm(form, route, sender, SignatureScheme.OBS_HEADER, TOKEN);
    IncomingRequest incoming =
        new IncomingRequest(
            forms.require(form, route), route, caller, new PayloadIntegrity.NotCovered());
    incoming.wire().headers().markRead(TOKEN);
    return incoming;
  }

  /** OBS: key, signature and policy may be in one field, which wins over the three. */
  private static WireRequest withoutToken(WireRequest form) {
    Optional<String> token = form.headers().first("token");
    if (token.isEmpty()) {
      return form;
    }
    String[] items = token.get().split(":", -1);
    if (items.length != TOKEN_ITEMS.size()) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument(
              "The token must be access key, signature and policy.", "token", ""));
    }
    Headers headers =
        Headers.of(
            form.headers().fields().stream()
                .filter(field -> !TOKEN_ITEMS.contains(field.name()))
                .toList());
    for (int i = 0; i < items.length; i++) {
      headers = headers.and(TOKEN_ITEMS.get(i), items[i]);
    }
    return form.withHeaders(headers);
  }

  private IncomingRequest authenticateSigned(WireRequest request, Route route) {
    SignableRequest signable = SignatureInput.signable(request);
    if (SignatureScheme.detect(signable).isEmpty()) {
      PresignedHeaders.refuse(route.query(), "x-");
      return new IncomingRequest(
          request, route, Callers.anonymous(request), new PayloadIntegrity.NotCovered());
    }
    VerifiedSignature signature =
        verifier.verify(signable, SignatureInput.canonicalResource(request, route));
    Caller caller = callers.signed(request, route, signature, TOKEN);
    PresignedHeaders.refuse(route.query(), "x-amz-");
    PresignedHeaders.refuseStandard(route.query());
    // OBS: any x-obs- parameter, the SSE ones included, counts as the header, and is signed.
    WireRequest complete = PresignedHeaders.hoist(request, route.query(), PREFIX, name -> false);
    IncomingRequest incoming = new IncomingRequest(complete, route, caller, signature.payload());
    incoming.wire().headers().markRead("x-obs-date", TOKEN);
    return incoming;
  }
}
