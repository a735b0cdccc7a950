package io.strongroom.protocol.http.error;

import io.strongroom.domain.name.FormError;

/** What errors about forms are called. */
final class FormErrors {

  private FormErrors() {}

  static ErrorAnswer answer(FormError error) {
    return switch (error) {
      case FormError.Malformed() ->
          ErrorAnswer.invalid(
              "MalformedPOSTRequest",
              "The body of your POST request is not well-formed multipart/form-data.");
      case FormError.FieldsTooLong(var limit) ->
          ErrorAnswer.invalid(
                  "MaxPostPreDataLengthExceededError",
                  "Your POST request fields preceding the upload file were too large.")
              .with("MaxPostPreDataLengthBytes", limit);
      case FormError.InvalidPolicy(var detail) ->
          ErrorAnswer.invalid("InvalidPolicyDocument", detail);
      case FormError.FileTooLarge(var proposed, var limit) ->
          ErrorAnswer.invalid(
                  "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
              .with("ProposedSize", proposed)
              .with("MaxSizeAllowed", limit);
      case FormError.FileTooSmall(var proposed, var minimum) ->
          ErrorAnswer.invalid(
                  "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
              .with("ProposedSize", proposed)
              .with("MinSizeAllowed", minimum);
    };
  }
}
