package io.strongroom.runtime.config;

/** What does TLS. */
public enum TlsEngineChoice {
  /** BoringSSL where its library is there and fits this machine, else the JDK. */
  AUTO,
  /** The JDK. */
  JDK
}
