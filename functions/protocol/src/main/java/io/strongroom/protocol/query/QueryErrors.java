package io.strongroom.protocol.query;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.iam.IdentityError;
import io.strongroom.domain.iam.IdentityException;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.PolicyKind;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.Failures;
import io.strongroom.protocol.http.error.RequestErrors;
import io.strongroom.protocol.http.error.RetryAfter;
import io.strongroom.signing.SignatureException;

/**
 * What failures are called in IAM and STS. Sources: "Common errors", IAM and STS API references,
 * and answers recorded from the services.
 */
final class QueryErrors {

  private static final String DENIED = "AccessDenied";

  private QueryErrors() {}

  static ErrorAnswer answer(Throwable failure) {
    return switch (Failures.unwrap(failure)) {
      case QueryRefused refused ->
          ErrorAnswer.of(refused.status(), refused.code(), String.valueOf(refused.getMessage()));
      case IdentityException refused -> answer(refused.error());
      case SignatureException unproven -> answer(unproven);
      case ObjectStoreException refused -> answer(refused.error());
      default -> RequestErrors.internal();
    };
  }

  private static ErrorAnswer answer(IdentityError error) {
    return switch (error) {
      case IdentityError.NoSuchMember(var kind, String name) ->
          ErrorAnswer.of(
              404,
              "NoSuchEntity",
              "The %s with name %s cannot be found.".formatted(kind.word(), name));
      case IdentityError.NotThere(String what) -> ErrorAnswer.of(404, "NoSuchEntity", what);
      case IdentityError.NotAttachable(String arn) ->
          ErrorAnswer.of(
              404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.");
      case IdentityError.AlreadyThere(String what) ->
          ErrorAnswer.of(409, "EntityAlreadyExists", what);
      case IdentityError.InUse() ->
          ErrorAnswer.of(
              409, "DeleteConflict", "Cannot delete entity, must remove referenced objects first.");
      case IdentityError.TooMany(String what, int most) ->
          ErrorAnswer.of(
              409, "LimitExceeded", "Cannot exceed quota for %s: %d".formatted(what, most));
      case IdentityError.Denied(PrincipalName principal, String action, String arn) ->
          ErrorAnswer.of(
              403,
              DENIED,
              "User: %s is not authorized to perform: %s on resource: %s"
                  .formatted(principal, action, arn));
      case IdentityError.Invalid(String detail) -> ErrorAnswer.of(400, "ValidationError", detail);
      case IdentityError.InvalidParameter(String detail) ->
          ErrorAnswer.of(400, "InvalidParameterValue", detail);
      case IdentityError.NoPolicy(PolicyKind kind, PolicyError wrong) ->
          ErrorAnswer.of(400, "MalformedPolicyDocument", text(kind, wrong));
      case IdentityError.PolicyTooLong(int most) ->
          ErrorAnswer.of(
              400,
              "PackedPolicyTooLarge",
              "Packed size of session policy exceeds its limit of " + most + " bytes");
      case IdentityError.AboutToken token -> answer(token);
      case IdentityError.NotInSession() ->
          ErrorAnswer.of(403, DENIED, "Cannot call this with session credentials");
    };
  }

  private static ErrorAnswer answer(IdentityError.AboutToken error) {
    return switch (error) {
      case IdentityError.InvalidWebToken(String detail) ->
          ErrorAnswer.of(400, "InvalidIdentityToken", detail);
      case IdentityError.ExpiredWebToken() ->
          ErrorAnswer.of(400, "ExpiredTokenException", "Token expired");
      case IdentityError.IssuerAway() ->
          ErrorAnswer.of(
              400, "IDPCommunicationError", "The identity provider's keys cannot be had");
    };
  }

  private static String text(PolicyKind kind, PolicyError wrong) {
    return switch (wrong) {
      case PolicyError.NotJson _ ->
          kind == PolicyKind.TRUST
              ? "This policy contains invalid Json"
              : "Syntax errors in policy.";
      case PolicyError.InvalidVersion _ -> "Policy document must be version 2012-10-17 or greater.";
      case PolicyError.Missing(String element) when element.equals("Action") ->
          "Policy statement must contain actions.";
      case PolicyError.Missing(String element) when element.equals("Resource") ->
          "Policy statement must contain resources.";
      case PolicyError.MalformedAction(var _, PolicyError.ActionFlaw flaw) ->
          switch (flaw) {
            case NO_VENDOR ->
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
            case TOO_MANY_COLONS -> "Actions/Condition can contain only one colon.";
            case CHARACTERS -> "Syntax errors in policy.";
          };
      case PolicyError.InvalidPrincipal(String value) ->
          "Invalid principal in policy: \"AWS\":\"" + value + "\"";
      case PolicyError.InvalidResource(String value) -> resource(value);
      case PolicyError.DuplicateSid _ -> "Statement IDs (SID) in a single policy must be unique.";
      case PolicyError.Prohibited(String element) -> "Has prohibited field " + element + ".";
      case PolicyError.TooLong(int most) -> "Cannot exceed quota for policy size: " + most;
      default -> "Syntax errors in policy.";
    };
  }

  private static String resource(String value) {
    return value.startsWith("arn:")
        ? "Resource " + value + " can not contain region information."
        : "Resource " + value + " must be in ARN format or \"*\".";
  }

  private static ErrorAnswer answer(SignatureException failure) {
    return switch (failure) {
      case SignatureException.MissingAuthentication _ ->
          ErrorAnswer.of(
              403, "MissingAuthenticationToken", "Request is missing Authentication Token");
      case SignatureException.UnknownAccessKey _ -> invalidToken();
      case SignatureException.SignatureMismatch _ ->
          ErrorAnswer.of(
              403,
              "SignatureDoesNotMatch",
              "The request signature we calculated does not match the signature you provided."
                  + " Check your AWS Secret Access Key and signing method. Consult the service"
                  + " documentation for details.");
      case SignatureException.WrongScope _,
          SignatureException.TooSkewed _,
          SignatureException.NotYetValid _,
          SignatureException.RequestExpired _ ->
          ErrorAnswer.of(403, "SignatureDoesNotMatch", String.valueOf(failure.getMessage()));
      case SignatureException.MultipleAuthentications _,
          SignatureException.UnsupportedAuthorizationType _,
          SignatureException.MalformedAuthorization _,
          SignatureException.MalformedQueryAuthorization _,
          SignatureException.MissingQueryParameters _,
          SignatureException.InvalidDate _,
          SignatureException.MissingContentSha256 _,
          SignatureException.InvalidContentSha256 _,
          SignatureException.HeadersNotSigned _ ->
          ErrorAnswer.of(400, "IncompleteSignature", String.valueOf(failure.getMessage()));
    };
  }

  private static ErrorAnswer invalidToken() {
    return ErrorAnswer.of(
        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  /** The few errors of the domain that such a call can end in; any other would be a bug. */
  private static ErrorAnswer answer(RequestError error) {
    return switch (error) {
      case AccessError.InvalidToken() -> invalidToken();
      case AccessError.ExpiredToken() ->
          ErrorAnswer.of(
              403, "ExpiredToken", "The security token included in the request is expired");
      case RequestError.KmsFailed(KmsException failure) when failure.retryable() -> unavailable();
      case RequestError.StorageUnavailable _,
          RequestError.StorageBusy _,
          RequestError.Overloaded _ ->
          unavailable();
      case RequestError.NotImplemented(String feature) ->
          ErrorAnswer.of(400, "InvalidAction", "This service does not offer " + feature);
      default -> RequestErrors.internal();
    };
  }

  private static ErrorAnswer unavailable() {
    return ErrorAnswer.of(
            503, "ServiceUnavailable", "The request has failed due to a temporary failure.")
        .withHeader(RetryAfter.HEADER, "1");
  }
}
