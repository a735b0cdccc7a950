package io.strongroom.kms.emulator.key;

/** AWS KMS Developer Guide, "Key states of AWS KMS keys". */
public enum KeyState {
  ENABLED("Enabled"),
  DISABLED("Disabled"),
  PENDING_DELETION("PendingDeletion"),
  PENDING_IMPORT("PendingImport");

  private final String wireName;

  KeyState(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the AWS API. */
  public String wireName() {
    return wireName;
  }
}
