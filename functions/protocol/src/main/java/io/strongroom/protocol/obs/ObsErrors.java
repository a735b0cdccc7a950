package io.strongroom.protocol.obs;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.body.BodyRejected;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.ErrorDocument;
import io.strongroom.protocol.http.error.Failures;
import io.strongroom.protocol.http.error.RequestErrors;
import io.strongroom.signing.SignatureException;

/**
 * Failures in the OBS dialect. Whatever is not an expected answer becomes a fixed InternalError.
 */
final class ObsErrors {

  private ObsErrors() {}

  static WireResponse render(WireRequest request, Throwable failure, String hostId) {
    // OBS: every answer says what it is about.
    ErrorAnswer answer = answer(failure).with(ErrorDocument.RESOURCE, request.rawPath());
    return ErrorDocument.render(
        request, request.method().equals("HEAD") ? inHeaders(answer) : answer, hostId);
  }

  static ErrorAnswer answer(Throwable failure) {
    return switch (Failures.unwrap(failure)) {
      case ObjectStoreException refused -> ObsRequestErrors.answer(refused.error());
      case SignatureException unproven -> ObsSignatureErrors.answer(unproven);
      case BodyRejected rejected -> ObsBodyErrors.answer(rejected);
      case KmsException kms -> ObsKmsErrors.answer(kms);
      default -> RequestErrors.internal();
    };
  }

  // OBS: a HEAD answer has no body, so its SDKs read code and message from headers.
  private static ErrorAnswer inHeaders(ErrorAnswer answer) {
    return answer.status() == 304
        ? answer
        : answer
            .withHeader("x-obs-error-code", answer.code())
            .withHeader("x-obs-error-message", answer.messageAsHeader());
  }
}
