package io.strongroom.runtime.config;

/** How the bundled KMS is asked. */
public enum KmsTransport {
  /** By a call, where it is in the same process; elsewhere over the wire. */
  DIRECT,
  /** By HTTP and signed requests, wherever it is. */
  WIRE
}
