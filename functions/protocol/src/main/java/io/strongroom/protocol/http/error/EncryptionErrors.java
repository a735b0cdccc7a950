package io.strongroom.protocol.http.error;

import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.RequestError.AboutEncryption;
import io.strongroom.domain.name.RequestError.Protected;
import io.strongroom.protocol.http.Vocabulary;

/** What errors about keys and encryption are called. */
final class EncryptionErrors {

  private static final String INVALID_REQUEST = "InvalidRequest";
  private static final String DENIED = "AccessDenied";

  private EncryptionErrors() {}

  static ErrorAnswer answer(AboutEncryption error, Vocabulary words) {
    return switch (error) {
      case RequestError.InvalidEncryptionAlgorithm(var argument, var given) ->
          ErrorAnswer.invalid(
                  "InvalidEncryptionAlgorithmError",
                  "The Encryption request you specified is not valid. Supported value: AES256.")
              .with("ArgumentName", argument)
              .with("ArgumentValue", given);
      case RequestError.CustomerKeyRequired() -> customerKeyRequired();
      case RequestError.CustomerKeyWrong() ->
          ErrorAnswer.of(
              403,
              DENIED,
              "Requests specifying Server Side Encryption with Customer provided keys must"
                  + " provide the correct secret key.");
      case RequestError.CustomerKeyNotApplicable() ->
          ErrorAnswer.invalid(
              INVALID_REQUEST, "The encryption parameters are not applicable to this object.");
      case RequestError.CustomerKeyBlocked() ->
          ErrorAnswer.of(
              403,
              DENIED,
              "This bucket blocks new objects encrypted with customer provided keys (SSE-C).");
      case RequestError.EncryptionNotUpdatable() -> notUpdatable();
      case RequestError.UploadEncryptionRequired() -> uploadEncryptionRequired();
      case RequestError.UploadEncryptionMismatch() ->
          ErrorAnswer.invalid(
              INVALID_REQUEST,
              "The provided encryption parameters did not match the ones used originally.");
      case RequestError.InsecureTransport(var mode) -> insecure(mode, words);
    };
  }

  private static ErrorAnswer customerKeyRequired() {
    return ErrorAnswer.invalid(
        INVALID_REQUEST,
        "The object was stored using a form of Server Side Encryption. The correct parameters must"
            + " be provided to retrieve the object.");
  }

  private static ErrorAnswer notUpdatable() {
    return ErrorAnswer.invalid(
        INVALID_REQUEST,
        "The encryption of this object cannot be updated: its key belongs to the client, or it is"
            + " not encrypted.");
  }

  private static ErrorAnswer uploadEncryptionRequired() {
    return ErrorAnswer.invalid(
        INVALID_REQUEST,
        "The multipart upload initiate requested encryption. Subsequent part requests must include"
            + " the appropriate encryption parameters.");
  }

  private static ErrorAnswer insecure(Protected mode, Vocabulary words) {
    return switch (mode) {
      case CUSTOMER_KEY ->
          ErrorAnswer.invalid(
              INVALID_REQUEST,
              "Requests specifying Server Side Encryption with Customer provided keys must be made"
                  + " over a secure connection.");
      case KMS_KEY ->
          ErrorAnswer.invalid(
              "InvalidArgument",
              "Requests specifying Server Side Encryption with %s managed keys must be made over a"
                      .formatted(words.kms().service())
                  + " secure connection.");
    };
  }
}
