package io.strongroom.protocol.http.error;

import io.strongroom.domain.name.AppendError;
import io.strongroom.domain.name.QuotaError;

/**
 * What is wrong with appends and quotas, which only OBS has: the words are its own in both
 * dialects.
 *
 * <p>Source: "Appending an Object", "Error codes", OBS API reference.
 */
final class WriteErrors {

  private WriteErrors() {}

  static ErrorAnswer answer(AppendError error) {
    return switch (error) {
      case AppendError.ObjectNotAppendable(var key) ->
          ErrorAnswer.of(409, "ObjectNotAppendable", "The object is not appendable.")
              .with("Key", key.value());
      case AppendError.WrongPosition(var key, var length) ->
          ErrorAnswer.of(
                  409,
                  "PositionNotEqualToLength",
                  "The value of position does not equal the length of the object.")
              .with("Key", key.value())
              .with("NextAppendPosition", Long.toString(length));
    };
  }

  static ErrorAnswer answer(QuotaError error) {
    return switch (error) {
      case QuotaError.QuotaExceeded(var bucket) ->
          ErrorAnswer.of(
                  403,
                  "InsufficientStorageSpace",
                  "The storage space of the bucket is insufficient.")
              .with("BucketName", bucket.value());
      case QuotaError.MalformedQuota _ ->
          ErrorAnswer.invalid(
              "MalformedQuotaError", "The quota XML document does not match the expected format.");
    };
  }
}
