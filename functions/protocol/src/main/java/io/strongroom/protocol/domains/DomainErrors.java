package io.strongroom.protocol.domains;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.iam.IdentityError;
import io.strongroom.domain.iam.IdentityException;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.Failures;
import io.strongroom.protocol.http.error.RetryAfter;
import io.strongroom.signing.SignatureException;

/**
 * What failures are called in Huawei's API of identities. Source: IAM API reference, "Status codes"
 * and "Error codes".
 */
final class DomainErrors {

  private static final String UNPROVED = "IAM.0001";
  private static final String DENIED = "IAM.0003";
  private static final String NOT_FOUND = "IAM.0004";
  private static final String INTERNAL = "IAM.0006";
  private static final String INVALID = "IAM.0007";
  private static final String CONFLICT = "IAM.0005";

  private DomainErrors() {}

  static ErrorAnswer answer(Throwable failure) {
    return switch (Failures.unwrap(failure)) {
      case DomainRefused refused ->
          ErrorAnswer.of(refused.status(), refused.code(), String.valueOf(refused.getMessage()));
      case IdentityException refused -> answer(refused.error());
      case SignatureException unproved -> unproved(String.valueOf(unproved.getMessage()));
      case ObjectStoreException refused -> answer(refused.error());
      default -> internal();
    };
  }

  private static ErrorAnswer answer(IdentityError error) {
    return switch (error) {
      case IdentityError.NoSuchMember(var kind, String name) ->
          ErrorAnswer.of(404, NOT_FOUND, "Could not find %s: %s.".formatted(kind.word(), name));
      case IdentityError.NotThere(String what) -> ErrorAnswer.of(404, NOT_FOUND, what);
      case IdentityError.NotAttachable(String arn) ->
          ErrorAnswer.of(404, NOT_FOUND, "Could not find policy: " + arn + ".");
      case IdentityError.AlreadyThere(String what) -> ErrorAnswer.of(409, CONFLICT, what);
      case IdentityError.InUse() -> ErrorAnswer.of(409, CONFLICT, "Something refers to it still.");
      case IdentityError.TooMany(String what, int most) ->
          ErrorAnswer.of(409, CONFLICT, "No more than %d: %s.".formatted(most, what));
      // Nothing of the resource: its name would tell whether it is there.
      case IdentityError.Denied(var _, String action, var _) ->
          ErrorAnswer.of(403, DENIED, "Policy doesn't allow " + action + " to be performed.");
      case IdentityError.Invalid(String detail) -> ErrorAnswer.of(400, INVALID, detail);
      case IdentityError.InvalidParameter(String detail) -> ErrorAnswer.of(400, INVALID, detail);
      case IdentityError.NoPolicy _ ->
          ErrorAnswer.of(400, INVALID, "Request parameter policy is invalid.");
      case IdentityError.PolicyTooLong(int most) ->
          ErrorAnswer.of(400, INVALID, "A session's policy has " + most + " bytes at most.");
      case IdentityError.AboutToken _ -> unproved("The token is not accepted.");
      case IdentityError.NotInSession() ->
          ErrorAnswer.of(403, DENIED, "Temporary keys are made with permanent ones.");
    };
  }

  /** The few errors of the domain that such a call can end in; any other would be a bug. */
  private static ErrorAnswer answer(RequestError error) {
    return switch (error) {
      case AccessError.InvalidToken() -> unproved("The security token is invalid.");
      case AccessError.ExpiredToken() -> unproved("The security token has expired.");
      case RequestError.KmsFailed(KmsException failure) when failure.retryable() -> unavailable();
      case RequestError.StorageUnavailable _,
          RequestError.StorageBusy _,
          RequestError.Overloaded _ ->
          unavailable();
      case RequestError.NotImplemented(String feature) ->
          ErrorAnswer.of(404, NOT_FOUND, "This service does not offer " + feature + ".");
      default -> internal();
    };
  }

  private static ErrorAnswer unproved(String why) {
    return ErrorAnswer.of(
        401, UNPROVED, "The request you have made requires authentication: " + why);
  }

  private static ErrorAnswer internal() {
    return ErrorAnswer.of(
        500, INTERNAL, "An unexpected error prevented the server from fulfilling your request.");
  }

  private static ErrorAnswer unavailable() {
    return ErrorAnswer.of(503, INTERNAL, "The service is busy. Try again.")
        .withHeader(RetryAfter.HEADER, "1");
  }
}
