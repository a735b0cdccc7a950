package io.strongroom.protocol.obs;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.PresignedHeaders;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.SignedRequests;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.v2.SigV2Dialect;
import io.strongroom.signing.v2.SigV2Verifier;
import java.time.InstantSource;

/**
 * Who sent an OBS request: the OBS signature, in the header or in the query. Anonymous requests are
 * refused. Thread-safe.
 *
 * <p>Source: OBS API reference, "User Signature Authentication".
 */
final class ObsAuthentication {

  private static final String PREFIX = "x-obs-";
  private static final String TOKEN = "x-obs-security-token";

  private final SigV2Verifier verifier;

  ObsAuthentication(Credentials credentials, InstantSource clock) {
    this.verifier = new SigV2Verifier(SigV2Dialect.OBS, credentials, clock);
  }

  /**
   * @throws SignatureException when the signature does not hold
   * @throws ObjectStoreException AccessDenied for an anonymous request; InvalidToken beside any
   *     session token
   */
  IncomingRequest authenticate(WireRequest request, Route route) {
    SignableRequest signable = SignedRequests.signable(request);
    if (SignatureScheme.detect(signable).isEmpty()) {
      throw new ObjectStoreException(new RequestError.AccessDenied("Access Denied"));
    }
    VerifiedSignature signature =
        verifier.verify(signable, SignedRequests.canonicalResource(request, route));
    SignedRequests.refuseToken(request, route, TOKEN);
    PresignedHeaders.refuse(route.query(), "x-amz-");
    PresignedHeaders.refuseStandard(route.query());
    // OBS: any x-obs- parameter, the SSE ones included, counts as the header, and is signed.
    WireRequest complete = PresignedHeaders.hoist(request, route.query(), PREFIX, name -> false);
    IncomingRequest incoming =
        new IncomingRequest(
            complete, route, SignedRequests.caller(request, signature), signature.payload());
    incoming.wire().headers().markRead("x-obs-date");
    return incoming;
  }
}
