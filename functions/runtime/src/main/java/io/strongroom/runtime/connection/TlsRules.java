package io.strongroom.runtime.connection;

/** What TLS in this process leaves out, for the sake of other clients. */
public final class TlsRules {

  /** Read once, when the first connection is made. */
  private static final String NO_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

  private TlsRules() {}

  /**
   * To be called when a process begins: a client of TLS 1.2 may not ask for handshake after
   * handshake on one connection, each of which costs this side more than it costs the client.
   */
  public static void apply() {
    System.setProperty(NO_RENEGOTIATION, "true");
  }
}
