package io.strongroom.protocol.obs;

import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.RequestErrors;

/**
 * What OBS calls otherwise than {@link RequestErrors}.
 *
 * <p>Source: "Error codes", OBS API reference. Texts are free where it gives none.
 */
final class ObsRequestErrors {

  private static final RequestErrors COMMON =
      new RequestErrors(ObsVocabulary.words(), ObsKmsErrors::answer);

  private ObsRequestErrors() {}

  static ErrorAnswer answer(RequestError error) {
    return switch (error) {
      case RequestError.ConditionalRequestConflict(var key) ->
          ErrorAnswer.of(
                  409,
                  "OperationAborted",
                  "A conflicting operation is being executed on this resource. Please try again.")
              .with("Key", key.value());
      // OBS: this is what downloads without the right headers answer.
      case RequestError.CustomerKeyRequired() ->
          COMMON.answer(error).called("InvalidEncryptionAlgorithmError");
      case RequestError other -> COMMON.answer(other);
    };
  }
}
