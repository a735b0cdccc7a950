package io.strongroom.emulator.key;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;

/** Where names are unique: one account in one region. */
public record Scope(AccountId account, Region region) {

  /** The region's. */
  public String partition() {
    return region.partition();
  }

  /** Whether {@code SYMMETRIC_DEFAULT} means SM4 here (AWS KMS in the China regions). */
  public boolean isChina() {
    return region.value().startsWith("cn-");
  }

  /** The ARN prefix of everything here, with the trailing colon. */
  public String arnPrefix() {
    return "arn:" + partition() + ":kms:" + region + ":" + account + ":";
  }

  /** ARN of the account's root principal. */
  public String rootPrincipal() {
    return "arn:" + partition() + ":iam::" + account + ":root";
  }
}
