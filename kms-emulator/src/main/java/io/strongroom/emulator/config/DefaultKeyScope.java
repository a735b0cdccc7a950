package io.strongroom.emulator.config;

/** How far a default key of Huawei's services reaches. */
public enum DefaultKeyScope {
  /** One key of an account: the same id and material in each of its regions. */
  ACCOUNT,
  /** A key of each region. */
  REGION
}
