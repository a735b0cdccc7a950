package io.strongroom.emulator.key;

/** AWS KMS Developer Guide, "Key states of AWS KMS keys". */
public enum KeyState {
  ENABLED("Enabled"),
  DISABLED("Disabled"),
  PENDING_DELETION("PendingDeletion"),
  /** Of a multi-region primary: its waiting period begins when the last replica is gone. */
  PENDING_REPLICA_DELETION("PendingReplicaDeletion"),
  PENDING_IMPORT("PendingImport");

  private final String wireName;

  KeyState(String wireName) {
    this.wireName = wireName;
  }

  /** Whether deletion was asked for. */
  public boolean isBeforeDeletion() {
    return this == PENDING_DELETION || this == PENDING_REPLICA_DELETION;
  }

  /** The name in the AWS API. */
  public String wireName() {
    return wireName;
  }
}
