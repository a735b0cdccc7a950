package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a running server is reached, kept in {@code endpoints.properties} from ready to stop.
 *
 * @param https objects, with TLS; empty where the KMS runs alone, as {@code http} then is
 * @param http objects, without TLS
 * @param kms bundled KMS
 * @param health health endpoints
 * @param region the region to sign for
 * @param processId the server's process
 * @param authority PEM file that clients have to trust, by its place in the data folder if it is
 *     there; empty where they do already, or where the KMS runs alone
 * @param console in a browser, with TLS; empty where there is none
 */
public record Endpoints(
    String https,
    String http,
    String kms,
    String health,
    String region,
    long processId,
    String authority,
    String console) {

  /** The endpoints of a server in this process that listens as told. */
  public static Endpoints of(String host, Ports ports, String region, String authority) {
    // An address and not a name: SDKs then put the bucket into the path, so no *.localhost is
    // looked up.
    String reachable =
        switch (host) {
          case "0.0.0.0" -> ServeOptions.LOOPBACK;
          case "::" -> "[::1]";
          case String address when address.contains(":") -> "[" + address + "]";
          case String address -> address;
        };
    return new Endpoints(
        "https://" + reachable + ":" + ports.https(),
        "http://" + reachable + ":" + ports.http(),
        "http://" + ServeOptions.LOOPBACK + ":" + ports.kms(),
        "http://" + ServeOptions.LOOPBACK + ":" + ports.management() + "/q/health",
        region,
        ProcessHandle.current().pid(),
        authority,
        ports.console().isPresent()
            ? "https://" + reachable + ":" + ports.console().getAsInt()
            : "");
  }

  /** The same, of another process. */
  public Endpoints ofProcess(long other) {
    return new Endpoints(https, http, kms, health, region, other, authority, console);
  }

  /** The authority's file, of the server that runs on this folder. */
  public Optional<Path> authorityIn(DataDirectory data) {
    return Optional.of(authority).filter(file -> !file.isEmpty()).map(data.root()::resolve);
  }

  /** Writes the file that {@code env} reads. */
  public void write(Path file) throws IOException {
    PrivateFiles.write(
        file,
        """
        https=%s
        http=%s
        kms=%s
        health=%s
        region=%s
        process-id=%d
        authority=%s
        console=%s
        """
            .formatted(https, http, kms, health, region, processId, escaped(authority), console));
  }

  /**
   * Reads the file a server wrote, or nothing where none runs or was killed before it wrote it.
   *
   * @throws IOException if the file cannot be read or is not what a server writes
   */
  public static Optional<Endpoints> find(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    properties.load(new StringReader(PrivateFiles.read(file)));
    try {
      return Optional.of(
          new Endpoints(
              properties.getProperty("https", ""),
              properties.getProperty("http", ""),
              required(properties, "kms"),
              required(properties, "health"),
              required(properties, "region"),
              Long.parseLong(required(properties, "process-id")),
              properties.getProperty("authority", ""),
              properties.getProperty("console", "")));
    } catch (NumberFormatException e) {
      throw new IOException(file + " has no valid process-id", e);
    }
  }

  /** A backslash begins an escape in a properties file. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }

  private static String required(Properties properties, String key) throws IOException {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IOException("endpoints.properties has no " + key);
    }
    return value;
  }
}
