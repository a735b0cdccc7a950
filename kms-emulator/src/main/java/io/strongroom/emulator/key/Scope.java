package io.strongroom.emulator.key;

import io.strongroom.crypto.kms.KeyName;

/**
 * Where names are unique: one account in one region.
 *
 * @param account 12 digits (AWS), or 32 hexadecimal digits (a Huawei domain)
 */
public record Scope(String account, String region) {

  /** The partition that the region is in, the second word of ARNs. */
  public String partition() {
    return KeyName.partition(region);
  }

  /** Whether {@code SYMMETRIC_DEFAULT} means SM4 here (AWS KMS in the China regions). */
  public boolean isChina() {
    return region.startsWith("cn-");
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
