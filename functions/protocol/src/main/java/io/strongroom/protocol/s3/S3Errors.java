package io.strongroom.protocol.s3;

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

/** Failures in the S3 dialect. Whatever is not an expected answer becomes a fixed InternalError. */
final class S3Errors {

  private S3Errors() {}

  static WireResponse render(WireRequest request, Throwable failure, String hostId) {
    return ErrorDocument.render(request, answer(request, failure), hostId);
  }

  static ErrorAnswer answer(WireRequest request, Throwable failure) {
    return switch (Failures.unwrap(failure)) {
      case ObjectStoreException refused -> S3RequestErrors.answer(refused.error());
      case SignatureException unproven -> S3SignatureErrors.answer(request, unproven);
      case BodyRejected rejected -> S3BodyErrors.answer(rejected);
      case KmsException kms -> S3KmsErrors.answer(kms);
      default -> RequestErrors.internal();
    };
  }
}
