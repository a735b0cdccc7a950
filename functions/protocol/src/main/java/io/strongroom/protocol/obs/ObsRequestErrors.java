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

  /** Makes a bucket a parallel file system, of which clients know by a code of its own. */
  private static final String FILE_SYSTEM = "x-obs-fs-file-interface";

  private static final RequestErrors COMMON =
      new RequestErrors(ObsVocabulary.words(), ObsKmsErrors::answer);

  private ObsRequestErrors() {}

  static ErrorAnswer answer(RequestError error) {
    return switch (error) {
      case RequestError.ConditionalRequestConflict(var key, var _) ->
          ErrorAnswer.of(
                  409,
                  "OperationAborted",
                  "A conflicting operation is being executed on this resource. Please try again.")
              .with("Key", key.value());
      // OBS: this is what downloads without the right headers answer.
      case RequestError.CustomerKeyRequired() ->
          COMMON.answer(error).called("InvalidEncryptionAlgorithmError");
      // OBS: its clients repeat what is answered 5xx, however often it is refused.
      case RequestError.NotImplemented _ -> COMMON.answer(error).called(405, "MethodNotAllowed");
      case RequestError.HeaderNotImplemented(var header, var _) ->
          COMMON
              .answer(error)
              .called(405, header.equals(FILE_SYSTEM) ? "FsNotSupport" : "MethodNotAllowed");
      case RequestError other -> COMMON.answer(other);
    };
  }
}
