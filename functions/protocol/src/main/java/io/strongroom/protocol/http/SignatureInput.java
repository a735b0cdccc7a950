package io.strongroom.protocol.http;

import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;

/** Between a request and the signature verifiers. */
public final class SignatureInput {

  private SignatureInput() {}

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
}
