package io.strongroom.protocol.s3;

import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.RequestErrors;

/**
 * What S3 calls otherwise than {@link RequestErrors}.
 *
 * <p>Source: "Error responses", Amazon S3 API reference, and answers recorded from the service.
 */
final class S3RequestErrors {

  private static final RequestErrors COMMON =
      new RequestErrors(S3Vocabulary.words(), S3KmsErrors::answer);

  /** S3: where buckets are that name no place, so it is no constraint anywhere. */
  private static final String FIRST_REGION = "us-east-1";

  private S3RequestErrors() {}

  static ErrorAnswer answer(RequestError error) {
    return switch (error) {
      case RequestError.NoSuchEncryptionConfiguration(var bucket) ->
          ErrorAnswer.of(
                  404,
                  "ServerSideEncryptionConfigurationNotFoundError",
                  "The server side encryption configuration was not found")
              .with("BucketName", bucket.value());
      case RequestError.WrongLocation(var given, var _) when given.equals(FIRST_REGION) ->
          ErrorAnswer.invalid(
                  "InvalidLocationConstraint", "The specified location-constraint is not valid")
              .with("LocationConstraint", given);
      case RequestError.WrongLocation(var given, var _) ->
          ErrorAnswer.invalid(
              "IllegalLocationConstraintException",
              "The %s location constraint is incompatible for the region specific endpoint this"
                      .formatted(given)
                  + " request was sent to.");
      case RequestError.InvalidBucketOwner(var given) ->
          ErrorAnswer.invalid(
              "InvalidBucketOwnerAWSAccountID",
              "The value of the expected bucket owner parameter must be an AWS Account ID... [%s]"
                  .formatted(given));
      case RequestError.HeaderNotImplemented(var header, var detail) when detail.isEmpty() ->
          RequestErrors.headerNotImplemented(header)
              .with(
                  "additionalMessage",
                  "We don't accept the provided value of %s header for this API".formatted(header));
      case RequestError.InvalidPartNumber(var number, var count) ->
          ErrorAnswer.of(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
              .with("PartNumberRequested", number)
              .with("ActualPartCount", count);
      case RequestError.UploadSizeMismatch(var stated, var computed) ->
          ErrorAnswer.invalid(
              "InvalidRequest",
              "The provided 'x-amz-mp-object-size' header value %d does not match what was computed: %d"
                  .formatted(stated, computed));
      case RequestError other -> COMMON.answer(other);
    };
  }
}
