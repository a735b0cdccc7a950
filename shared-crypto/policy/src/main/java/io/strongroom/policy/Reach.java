package io.strongroom.policy;

/**
 * By which of a caller's names a statement reaches it, the strongest first. What else must allow
 * depends on it.
 */
public enum Reach {
  /** Its own: user, session, federated user, root. */
  OWN,
  /** Everyone, or no principal named at all. */
  EVERYONE,
  /** The role behind its session. */
  ROLE,
  /** Its account, which decides by its own policies. */
  ACCOUNT
}
