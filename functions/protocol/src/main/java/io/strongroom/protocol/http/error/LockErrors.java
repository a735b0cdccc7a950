package io.strongroom.protocol.http.error;

import io.strongroom.domain.name.LockError;
import io.strongroom.protocol.http.Vocabulary;

/** What errors about locks are called. */
final class LockErrors {

  private LockErrors() {}

  static ErrorAnswer answer(LockError error, Vocabulary words) {
    return switch (error) {
      case LockError.BucketNotLockable(boolean writing) ->
          ErrorAnswer.invalid(
              "InvalidRequest",
              writing
                  ? "Bucket is missing ObjectLockConfiguration"
                  : "Bucket is missing Object Lock Configuration");
      case LockError.LockNeedsVersions() ->
          state("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
      case LockError.LockKeepsVersions() ->
          state(
              "An Object Lock configuration is present on this bucket, so the versioning state"
                  + " cannot be changed.");
      case LockError.RetentionKept() ->
          ErrorAnswer.of(
              403, "AccessDenied", "Access Denied because object protected by object lock.");
      case LockError.NothingLocked() ->
          ErrorAnswer.of(
              404,
              "NoSuchObjectLockConfiguration",
              "The specified object does not have a ObjectLock configuration");
      case LockError.RetentionOver(var given) ->
          ErrorAnswer.invalidArgument(
              "The retain until date must be in the future!", "RetainUntilDate", given);
      case LockError.MalformedLock _ ->
          ErrorAnswer.invalid("MalformedXML", RequestErrors.MALFORMED);
      case LockError.BypassWithoutLock(var given) -> {
        String header = words.header("bypass-governance-retention");
        yield ErrorAnswer.invalidArgument(
            header + " is only applicable to Object Lock enabled buckets.", header, given);
      }
      case LockError.DigestRequired(boolean part) ->
          ErrorAnswer.invalid(
              "InvalidRequest",
              "Content-MD5 OR %s HTTP header is required for Put %s requests with Object Lock parameters"
                  .formatted(words.header("checksum-"), part ? "Part" : "Object"));
    };
  }

  private static ErrorAnswer state(String message) {
    return ErrorAnswer.of(409, "InvalidBucketState", message);
  }
}
