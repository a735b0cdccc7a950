package io.strongroom.crypto.kms;

/**
 * Whom the key itself lets use it, by its policy or a grant, when it lets a requester: what else
 * must allow depends on it.
 */
public enum KeyReach {
  /** The requester, by name or by grant. */
  REQUESTER,
  /** Everyone that its conditions fit. */
  EVERYONE,
  /** The role behind the requester's session. */
  ROLE,
  /** An account, whose own policies say who of it may; also where nothing is known. */
  ACCOUNT
}
