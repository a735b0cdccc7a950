package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseChoice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code serve} was asked for.
 *
 * @param data the data folder
 * @param host address to listen on
 * @param ports where to listen; 0 stands for any free port
 * @param tls the server's certificate
 * @param region the region clients sign for
 * @param database the embedded one, or another
 * @param kmsRate cryptographic requests a second the bundled KMS admits
 * @param kmsAdmin whether the bundled KMS's admin API has what is for tests; empty: it has not
 */
public record ServeOptions(
    DataDirectory data,
    String host,
    Ports ports,
    ServerTls tls,
    String region,
    DatabaseChoice database,
    OptionalInt kmsRate,
    Optional<KmsAdmin> kmsAdmin) {

  /** How far the admin API's test controls go. */
  public enum KmsAdmin {
    /** Where there are no keys from before the start; else the start fails. */
    ON_NEW_KEYS,
    /** Also where there are. */
    ON_KEPT_KEYS
  }

  /** Address used when none is given: this machine alone. */
  static final String LOOPBACK = "127.0.0.1";

  /** A server for this machine alone, on free ports, with everything it keeps in {@code root}. */
  public static ServeOptions onFreePorts(Path root) {
    return new ServeOptions(
        new DataDirectory(root),
        LOOPBACK,
        new Ports(0, 0, 0, 0),
        ServerTls.STANDARD,
        "us-east-1",
        DatabaseChoice.embedded(),
        OptionalInt.empty(),
        Optional.empty());
  }
}
