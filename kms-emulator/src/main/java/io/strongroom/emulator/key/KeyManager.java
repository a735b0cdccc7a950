package io.strongroom.emulator.key;

/** Who made a key: a customer, or the service as its default key. */
public enum KeyManager {
  CUSTOMER,
  AWS
}
