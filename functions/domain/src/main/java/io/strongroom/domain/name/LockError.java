package io.strongroom.domain.name;

/** What can be wrong with locks of objects, and with requests about them. */
public sealed interface LockError extends RequestError {

  /** The bucket cannot lock what is in it. {@code writing} when something was to be written so. */
  record BucketNotLockable(boolean writing) implements LockError {}

  /** A bucket has to keep versions before it can lock them. */
  record LockNeedsVersions() implements LockError {}

  /** A bucket that locks versions keeps them for ever. */
  record LockKeepsVersions() implements LockError {}

  /** The retention that the version has is not to be set so. */
  record RetentionKept() implements LockError {}

  /** Nothing was ever said of the version's lock. */
  record NothingLocked() implements LockError {}

  /** A retention that is over before it begins. {@code given} as it was written. */
  record RetentionOver(String given) implements LockError {}

  /** The document says no retention that this service has. */
  record MalformedLock(String detail) implements LockError {}

  /** To go past a retention was asked for where there is none. {@code given} is the value. */
  record BypassWithoutLock(String given) implements LockError {}

  /** What is locked has to be vouched for by whoever sends it. */
  record DigestRequired(boolean part) implements LockError {}
}
