package io.strongroom.kms.emulator.key;

import io.strongroom.kms.emulator.crypto.CipherSuite;

/** Kind of key material. */
public enum KeySpec {
  /** AES-256, or SM4 in the China regions: both are called so on the wire. */
  SYMMETRIC_DEFAULT(CipherSuite.AES_256, "SYMMETRIC_DEFAULT"),
  /** {@code SYMMETRIC_DEFAULT} of the China regions, and DEW's {@code SM4}. */
  SM4(CipherSuite.SM4, "SYMMETRIC_DEFAULT");

  private final CipherSuite suite;
  private final String wireName;

  KeySpec(CipherSuite suite, String wireName) {
    this.suite = suite;
    this.wireName = wireName;
  }

  /** How messages are sealed under such a key. */
  public CipherSuite suite() {
    return suite;
  }

  /** The name in the AWS API. */
  public String wireName() {
    return wireName;
  }
}
