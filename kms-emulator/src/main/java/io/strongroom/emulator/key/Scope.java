package io.strongroom.emulator.key;

/**
 * Where names are unique: one account in one region.
 *
 * @param account 12 digits (AWS), or 32 hexadecimal digits (a Huawei domain)
 */
public record Scope(String account, String region) {

  /** {@code aws}, or the partition of the China or government regions. */
  public String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
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
