package io.strongroom.protocol.http;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.VerifiedSignature;

/** Between a request and the signature verifiers. */
public final class SignedRequests {

  private SignedRequests() {}

  /** What signatures cover. */
  public static SignableRequest signable(WireRequest request) {
    return new SignableRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        request.headers().fields().stream()
            .map(field -> HeaderField.ofLatin1(field.name(), field.value()))
            .toList());
  }

  /**
   * The path as the signatures of the OBS family (AWS Version 2 among them) cover it: with the
   * bucket in front when that came from the host name.
   */
  public static String canonicalResource(WireRequest request, Route route) {
    return route
        .bucket()
        .filter(bucket -> route.virtualHosted())
        .map(bucket -> "/" + bucket + request.rawPath())
        .orElse(request.rawPath());
  }

  /** Who signed the request. */
  public static Caller caller(WireRequest request, VerifiedSignature signature) {
    return caller(request, signature.credential());
  }

  /** Who signed the policy of a form. */
  public static Caller caller(WireRequest request, Credential credential) {
    return new Caller(
        credential.principal(), credential.account(), request.requestId(), request.secure());
  }

  /**
   * Refuses session tokens. All access keys here are permanent, and none of them has one: whoever
   * sends it relies on limits or an end that this service does not know.
   *
   * @param name of the header or, in any case, of the query parameter; in lower case
   * @throws ObjectStoreException InvalidToken
   */
  public static void refuseToken(WireRequest request, Route route, String name) {
    boolean sent =
        request.headers().has(name)
            || route.query().parameters().stream()
                .anyMatch(parameter -> parameter.name().equalsIgnoreCase(name));
    if (sent) {
      throw new ObjectStoreException(new RequestError.InvalidToken());
    }
  }
}
