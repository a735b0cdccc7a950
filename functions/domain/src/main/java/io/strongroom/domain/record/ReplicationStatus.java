package io.strongroom.domain.record;

/** How far the copies of a version are that the rules of its bucket ask for. */
public enum ReplicationStatus {
  /** Something is still to be copied. */
  PENDING,
  /** Everything was copied. */
  COMPLETED,
  /** Something will not be copied any more. */
  FAILED,
  /** It is a copy itself, and is not copied on. */
  REPLICA
}
