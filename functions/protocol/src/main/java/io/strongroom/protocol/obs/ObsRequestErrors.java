package io.strongroom.protocol.obs;

import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.RequestErrors;
import java.util.Set;

/**
 * What OBS calls otherwise than {@link RequestErrors}.
 *
 * <p>Source: "Error codes", OBS API reference. Texts are free where it gives none.
 */
final class ObsRequestErrors {

  /** Makes a bucket a parallel file system, of which clients know by a code of its own. */
  private static final String FILE_SYSTEM = "x-obs-fs-file-interface";

  /** What is done to the files of one. */
  private static final Set<String> OF_FILE_SYSTEMS =
      Set.of("modify", "name", "length", "rename", "truncate");

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
      case RequestError.NotConfigured(var _, var aspect) -> absent(error, aspect);
      case RequestError.IncompletePreflight _ -> COMMON.answer(error).called("Bad Request");
      case RequestError.AccessControlListNotSupported() ->
          COMMON.answer(error).called(405, "MethodNotAllowed");
      case RequestError.NotImplemented(var feature) when OF_FILE_SYSTEMS.contains(feature) ->
          COMMON.answer(error).called(405, "FsNotSupport");
      // OBS: its clients repeat what is answered 5xx, however often it is refused.
      case RequestError.NotImplemented _ -> COMMON.answer(error).called(405, "MethodNotAllowed");
      case RequestError.HeaderNotImplemented(var header, var _) ->
          COMMON
              .answer(error)
              .called(405, header.equals(FILE_SYSTEM) ? "FsNotSupport" : "MethodNotAllowed");
      case LockError lock -> answer(lock);
      case RequestError other -> COMMON.answer(other);
    };
  }

  // OBS: whatever cannot be set of a retention is wrong with the request.
  private static ErrorAnswer answer(LockError error) {
    ErrorAnswer common = COMMON.answer(error);
    return switch (error) {
      case LockError.MalformedLock _ -> common.called("MalformedObjectLockError");
      case LockError.BucketNotLockable _,
          LockError.LockNeedsVersions _,
          LockError.LockKeepsVersions _,
          LockError.RetentionKept _,
          LockError.RetentionOver _ ->
          common.called(400, "InvalidRequest");
      case LockError.NothingLocked _, LockError.BypassWithoutLock _, LockError.DigestRequired _ ->
          common;
    };
  }

  private static ErrorAnswer absent(RequestError error, BucketAspect aspect) {
    ErrorAnswer common = COMMON.answer(error);
    return switch (aspect) {
      case REPLICATION -> common.called("NoSuchReplicationConfiguration");
      case INVENTORY -> common.called("NoSuchInventoryConfiguration");
      // OBS: a bucket without WORM cannot even be asked.
      case OBJECT_LOCK -> common.called(400, "InvalidRequest");
      case TAGS,
          CROSS_ORIGIN_RULES,
          LIFECYCLE,
          OWNERSHIP_CONTROLS,
          WEBSITE,
          METADATA_TABLE,
          REPORT,
          CUSTOM_DOMAIN,
          POLICY,
          PUBLIC_ACCESS_BLOCK ->
          common;
    };
  }
}
