package io.strongroom.protocol.http.error;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.AppendError;
import io.strongroom.domain.name.CopyError;
import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.QuotaError;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.RequestError.AboutRequest;
import io.strongroom.domain.name.RequestError.AboutService;
import io.strongroom.protocol.http.Vocabulary;
import java.util.function.Function;

/**
 * What each {@link RequestError} is called in the object dialects, where they call it the same.
 * Codes and texts are those clients and conformance suites compare with, byte for byte. Immutable.
 *
 * <p>Source: "Error responses", Amazon S3 API reference, and answers recorded from the service;
 * "Error codes", OBS API reference.
 */
public final class RequestErrors {

  static final String MALFORMED =
      "The XML you provided was not well-formed or did not validate against our published schema";

  private final Vocabulary words;
  private final Function<KmsException, ErrorAnswer> kms;

  /**
   * @param kms what the dialect calls a failure of the KMS
   */
  public RequestErrors(Vocabulary words, Function<KmsException, ErrorAnswer> kms) {
    this.words = words;
    this.kms = kms;
  }

  /** By subject, one arm per error: a new error does not compile until it has one. */
  public ErrorAnswer answer(RequestError error) {
    return switch (error) {
      case RequestError.AboutBucket bucket -> BucketErrors.answer(bucket);
      case RequestError.AboutObject object -> new ObjectErrors(words).answer(object);
      case RequestError.AboutCondition condition -> ObjectErrors.answer(condition);
      case RequestError.AboutUpload upload -> UploadErrors.answer(upload);
      case CopyError copy -> UploadErrors.answer(copy, words);
      case RequestError.AboutEncryption encryption -> EncryptionErrors.answer(encryption, words);
      case AboutRequest request -> ofRequest(request);
      case AboutService service -> answer(service);
      case AccessError access -> answer(access);
      case FormError form -> FormErrors.answer(form);
      case JobError job -> JobErrors.answer(job);
      case LockError lock -> LockErrors.answer(lock, words);
      case AppendError append -> WriteErrors.answer(append);
      case QuotaError quota -> WriteErrors.answer(quota);
    };
  }

  /** What an error about the request is called, which is the same in every object dialect. */
  public static ErrorAnswer ofRequest(AboutRequest error) {
    return switch (error) {
      case RequestError.AccessDenied(var detail) ->
          ErrorAnswer.of(403, "AccessDenied", detail.isEmpty() ? "Access Denied" : detail);
      case RequestError.InvalidArgument(var detail, var argument, var given) ->
          ErrorAnswer.invalidArgument(detail, argument, given);
      case RequestError.InvalidUri(var given) ->
          ErrorAnswer.invalid("InvalidURI", "Couldn't parse the specified URI.").with("URI", given);
      case RequestError.InvalidRequest(var detail) -> ErrorAnswer.invalid("InvalidRequest", detail);
      case RequestError.MalformedXml _ -> ErrorAnswer.invalid("MalformedXML", MALFORMED);
      case RequestError.MissingBody() ->
          ErrorAnswer.invalid("MissingRequestBodyError", "Request Body is empty");
      case RequestError.InvalidTag(var detail, var key, var value) ->
          ErrorAnswer.invalid("InvalidTag", detail)
              .withIfPresent("TagKey", key)
              .withIfPresent("TagValue", value);
      case RequestError.TooManyTags(var detail) -> ErrorAnswer.invalid("BadRequest", detail);
      case RequestError.IncompletePreflight(var detail) ->
          ErrorAnswer.invalid("BadRequest", detail);
      case RequestError.CrossOriginRefused refused -> CrossOriginErrors.answer(refused);
      case RequestError.AccessControlListNotSupported() ->
          ErrorAnswer.invalid("AccessControlListNotSupported", "The bucket does not allow ACLs");
      case RequestError.MalformedAcl() -> ErrorAnswer.invalid("MalformedACLError", MALFORMED);
      case RequestError.MissingHeader(var header) ->
          ErrorAnswer.invalid("MissingSecurityHeader", "Your request was missing a required header")
              .with("MissingHeaderName", header);
      case RequestError.UnexpectedContent() ->
          ErrorAnswer.invalid("UnexpectedContent", "This request does not support content");
      case RequestError.NotImplemented(var feature) ->
          ErrorAnswer.of(501, "NotImplemented", "This service does not implement " + feature);
      case RequestError.HeaderNotImplemented(var header, var detail) ->
          headerNotImplemented(header).withIfPresent("additionalMessage", detail);
      case RequestError.MethodNotAllowed(var method, var allowed) ->
          notAllowed(method).withHeader("allow", String.join(", ", allowed));
    };
  }

  private static ErrorAnswer notAllowed(String method) {
    return ErrorAnswer.of(
            405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
        .with("Method", method);
  }

  private static ErrorAnswer answer(AccessError error) {
    return switch (error) {
      case AccessError.InvalidToken() ->
          ErrorAnswer.invalid(
              "InvalidToken", "The provided token is malformed or otherwise invalid.");
      case AccessError.ExpiredToken() ->
          ErrorAnswer.invalid("ExpiredToken", "The provided token has expired.");
      case AccessError.MalformedPolicy(var wrong) ->
          ErrorAnswer.invalid("MalformedPolicy", PolicyErrors.text(wrong));
    };
  }

  private ErrorAnswer answer(AboutService error) {
    return switch (error) {
      case RequestError.KmsFailed(var failure) -> kms.apply(failure);
      case RequestError.ObjectDamaged _ -> internal();
      case RequestError.StorageBusy _, RequestError.Overloaded _ ->
          ErrorAnswer.of(503, "SlowDown", "Please reduce your request rate.")
              .withHeader(RetryAfter.HEADER, "1");
      case RequestError.StorageUnavailable _ ->
          ErrorAnswer.of(503, "ServiceUnavailable", "Service is unable to handle request.")
              .withHeader(RetryAfter.HEADER, "1");
    };
  }

  /** The answer to whatever nobody expected. */
  public static ErrorAnswer internal() {
    return ErrorAnswer.of(
        500, "InternalError", "We encountered an internal error. Please try again.");
  }

  /** A header, or its value, that asks for what is not offered. */
  public static ErrorAnswer headerNotImplemented(String header) {
    return ErrorAnswer.of(
            501,
            "NotImplemented",
            "A header you provided implies functionality that is not implemented")
        .with("Header", header);
  }
}
