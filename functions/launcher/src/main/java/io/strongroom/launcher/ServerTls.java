package io.strongroom.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server's certificate: one from the data folder's own authority, or one that the operator has.
 *
 * @param names further names in the certificate of the data folder's authority
 * @param own takes that one's place
 */
public record ServerTls(List<String> names, Optional<Own> own) {

  /** Of the data folder's authority, for the usual names. */
  public static final ServerTls STANDARD = new ServerTls(List.of(), Optional.empty());

  /**
   * A certificate from elsewhere.
   *
   * @param certificate PEM file: the certificate, then its issuers
   * @param key PEM file of its private key
   * @param authority PEM file that clients have to trust; empty: they trust its issuer already
   */
  public record Own(Path certificate, Path key, Optional<Path> authority) {}

  public ServerTls {
    names = List.copyOf(names);
  }
}
