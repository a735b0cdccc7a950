package io.strongroom.protocol.http.error;

import io.strongroom.domain.name.ArchiveError;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.RequestError.AboutCondition;
import io.strongroom.domain.name.RequestError.AboutObject;
import io.strongroom.domain.name.VersionError;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Vocabulary;

/** What errors about objects, and conditions that did not hold, are called. */
final class ObjectErrors {

  private final Vocabulary words;

  ObjectErrors(Vocabulary words) {
    this.words = words;
  }

  ErrorAnswer answer(AboutObject error) {
    return switch (error) {
      case RequestError.NoSuchKey(var key) ->
          ErrorAnswer.of(404, "NoSuchKey", "The specified key does not exist.")
              .with("Key", key.value());
      case VersionError version -> answer(version);
      case ArchiveError archive -> answer(archive);
      case RequestError.KeyTooLong(var bytes, var limit) ->
          tooLarge("KeyTooLongError", "Your key is too long", bytes, limit);
      case RequestError.InvalidObjectKey(var given) ->
          ErrorAnswer.invalidArgument("The specified key is not valid.", "key", given);
      case RequestError.InvalidStorageClass(var given) ->
          ErrorAnswer.invalid("InvalidStorageClass", "The storage class you specified is not valid")
              .with("StorageClassRequested", given);
      case RequestError.MetadataTooLarge(var bytes, var limit) ->
          tooLarge(
              "MetadataTooLarge",
              "Your metadata headers exceed the maximum allowed metadata size",
              bytes,
              limit);
      case RequestError.InvalidRange(var size, var range) ->
          ErrorAnswer.of(416, "InvalidRange", "The requested range is not satisfiable")
              .with("RangeRequested", range)
              .with("ActualObjectSize", size)
              .withHeader("content-range", "bytes */" + size);
      case RequestError.InvalidPartNumber(var number, var count) ->
          ErrorAnswer.of(416, "InvalidPartNumber", "The requested part number is not satisfiable")
              .with("PartNumberRequested", number)
              .with("ActualPartCount", count);
    };
  }

  private ErrorAnswer answer(ArchiveError error) {
    return switch (error) {
      case ArchiveError.NotRestored(var storageClass) ->
          ofArchive("The operation is not valid for the object's storage class", storageClass);
      case ArchiveError.SourceNotRestored(var storageClass) ->
          ofArchive("Operation is not valid for the source object's storage class", storageClass);
      // OBS: says of which class the object would have to be.
      case ArchiveError.NotArchived(var storageClass) ->
          ofArchive(
              words.checksums()
                  ? "Restore is not allowed for the object's current storage class"
                  : "Restore is not allowed, as object's storage class is not COLD or DEEP_ARCHIVE",
              storageClass);
    };
  }

  private ErrorAnswer ofArchive(String message, String storageClass) {
    String shown = StorageClasses.of(words).shown(storageClass);
    return ErrorAnswer.of(403, "InvalidObjectState", message)
        .with("StorageClass", shown)
        .withHeader(words.header("storage-class"), shown);
  }

  private ErrorAnswer answer(VersionError error) {
    return switch (error) {
      case VersionError.NoSuchVersion(var key, var version) ->
          ErrorAnswer.of(404, "NoSuchVersion", "The specified version does not exist.")
              .with("Key", key.value())
              .with("VersionId", version);
      case VersionError.InvalidVersionId(var given) ->
          ErrorAnswer.invalidArgument("Invalid version id specified", "versionId", given);
      case VersionError.InvalidVersionMarker(var given) ->
          ErrorAnswer.invalidArgument("Invalid version id specified", "version-id-marker", given);
      // S3: the key as it stands in a path, with its bucket. OBS: the key.
      case VersionError.NothingTagged(var ref) ->
          ErrorAnswer.of(404, "NoSuchKey", "The specified key does not exist.")
              .with("Key", words.checksums() ? ref.path() : ref.key().value());
      case VersionError.ObjectDeleted(var key, var marker) ->
          answer(new RequestError.NoSuchKey(key))
              .withHeader(words.header("delete-marker"), "true")
              .withHeader(words.header("version-id"), marker.value());
      case VersionError.VersionIsDeleteMarker(var marker, var lastModified) ->
          ErrorAnswer.of(
                  405,
                  "MethodNotAllowed",
                  "The specified method is not allowed against this resource.")
              .with("ResourceType", "DeleteMarker")
              .withHeader("allow", "DELETE")
              .withHeader("last-modified", HttpDates.header(lastModified))
              .withHeader(words.header("delete-marker"), "true")
              .withHeader(words.header("version-id"), marker.version().value());
      case VersionError.ObjectProtected() ->
          ErrorAnswer.of(
              403, "AccessDenied", "Access Denied because object protected by object lock.");
    };
  }

  static ErrorAnswer answer(AboutCondition error) {
    return switch (error) {
      case RequestError.PreconditionFailed(var condition) ->
          ErrorAnswer.of(
                  412,
                  "PreconditionFailed",
                  "At least one of the pre-conditions you specified did not hold")
              .with("Condition", condition);
      case RequestError.NotModified(var etag, var lastModified) ->
          ErrorAnswer.of(304, "NotModified", "Not Modified")
              .withHeader("etag", etag.quoted())
              .withHeader("last-modified", HttpDates.header(lastModified));
      case RequestError.ConditionalRequestConflict(var key, var condition) ->
          ErrorAnswer.of(
                  409,
                  "ConditionalRequestConflict",
                  "The conditional request cannot succeed due to a conflicting operation against"
                      + " this resource.")
              .withIfPresent("Condition", condition)
              .with("Key", key.value());
    };
  }

  private static ErrorAnswer tooLarge(String code, String message, int bytes, int limit) {
    return ErrorAnswer.invalid(code, message).with("Size", bytes).with("MaxSizeAllowed", limit);
  }
}
