package io.strongroom.kms.emulator.policy;

/** What a policy says about a request. */
public enum Decision {
  /** Some statement allows and none denies. */
  ALLOWED,
  /** A statement denies; nothing else can allow. */
  DENIED,
  /** The policy says nothing. */
  SILENT
}
