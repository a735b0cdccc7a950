package io.strongroom.protocol.http.error;

import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.RequestError.AboutBucket;

/** What errors about buckets are called. */
final class BucketErrors {

  private BucketErrors() {}

  static ErrorAnswer answer(AboutBucket error) {
    return switch (error) {
      case RequestError.NoSuchBucket(var bucket) ->
          ErrorAnswer.of(404, "NoSuchBucket", "The specified bucket does not exist")
              .with("BucketName", bucket.value());
      case RequestError.NoSuchEncryptionConfiguration(var bucket) ->
          ErrorAnswer.of(
                  404,
                  "NoSuchEncryptionConfiguration",
                  "The bucket encryption configuration does not exist.")
              .with("BucketName", bucket.value());
      case RequestError.BucketAlreadyOwnedByYou(var bucket) ->
          conflict(
              "BucketAlreadyOwnedByYou",
              "Your previous request to create the named bucket succeeded and you already own it.",
              bucket.value());
      case RequestError.BucketAlreadyExists(var bucket) ->
          conflict(
              "BucketAlreadyExists",
              "The requested bucket name is not available. The bucket namespace is shared by"
                  + " all users of the system. Please select a different name and try again.",
              bucket.value());
      case RequestError.BucketNotEmpty(var bucket) ->
          conflict("BucketNotEmpty", "The bucket you tried to delete is not empty", bucket.value());
      case RequestError.InvalidBucketName(var given) ->
          ErrorAnswer.invalid("InvalidBucketName", "The specified bucket is not valid.")
              .with("BucketName", given);
      case RequestError.WrongLocation(var given, var region) -> wrongLocation(given, region);
      case RequestError.InvalidBucketOwner(var given) ->
          ErrorAnswer.invalidArgument("The expected bucket owner is not an account id.", "", given);
    };
  }

  private static ErrorAnswer conflict(String code, String message, String bucket) {
    return ErrorAnswer.of(409, code, message).with("BucketName", bucket);
  }

  private static ErrorAnswer wrongLocation(String given, String region) {
    return ErrorAnswer.invalid(
            "InvalidLocationConstraint", "The specified location constraint is not valid.")
        .with("Location", given)
        .with("Region", region);
  }
}
