package io.strongroom.launcher;

import io.strongroom.local.DatabaseChoice;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code serve}, and what prepares for it, takes on the command line. Stateless. */
public final class ServeArguments {

  private static final int LARGEST_RATE = 1_000_000;

  private ServeArguments() {}

  /** The command with all of them. */
  public static Subcommand on(Subcommand command) {
    return command
        .data()
        .text("--host", "ADDRESS", "address to listen on (default: 127.0.0.1)")
        .port("--http-port", "objects without TLS (default: 9000; 0: any free port)")
        .port("--https-port", "objects with TLS (default: 9443; 0: any free port)")
        .port("--kms-port", "bundled KMS (default: 9500; 0: any free port)")
        .port("--management-port", "health (default: 9001; 0: any free port)")
        .port(
            "--console-port",
            "console in a browser (default: 9444, or any where that is taken; 0: any free port)")
        .flag("--no-console", "without the console")
        .texts("--tls-name", "NAME", "a further name or address in the certificate; repeatable")
        .text("--tls-certificate", "FILE", "use this certificate (PEM, its issuers after it)")
        .text("--tls-key", "FILE", "the private key of that certificate (PEM)")
        .text("--tls-authority", "FILE", "what clients of that certificate have to trust (PEM)")
        .text("--region", "NAME", "region (default: us-east-1)")
        .text(
            "--database-url",
            "URL",
            "use this PostgreSQL: postgresql://user@host:port/database;"
                + " STRONGROOM_DATABASE_USER and STRONGROOM_DATABASE_PASSWORD fill in")
        .text(
            "--migration-url", "URL", "the same database past a connection pooler, for its tables")
        .flag("--no-migrate", "the tables are up to date: migrate was run before")
        .number(
            "--kms-rate",
            1,
            LARGEST_RATE,
            "cryptographic requests a second that the bundled KMS admits")
        .flag("--admin", "for tests: clock, faults and reset in the KMS's admin API")
        .flag(
            "--admin-on-kept-keys",
            "with --admin, also where there are keys from before this start");
  }

  /**
   * What was given of them.
   *
   * @throws UsageException if they contradict each other
   */
  public static ServeOptions of(Given given) {
    return new ServeOptions(
        given.data(),
        given.text("--host").orElse(ServeOptions.LOOPBACK),
        new Ports(
            given.number("--http-port").orElse(Ports.STANDARD.http()),
            given.number("--https-port").orElse(Ports.STANDARD.https()),
            given.number("--kms-port").orElse(Ports.STANDARD.kms()),
            given.number("--management-port").orElse(Ports.STANDARD.management()),
            console(given)),
        tls(given),
        given.text("--region").orElse("us-east-1"),
        new DatabaseChoice(
            given.text("--database-url"),
            given.text("--migration-url"),
            !given.has("--no-migrate")),
        given.number("--kms-rate").map(OptionalInt::of).orElseGet(OptionalInt::empty),
        kmsAdmin(given));
  }

  private static OptionalInt console(Given given) {
    if (!given.has("--no-console")) {
      return given.number("--console-port").map(OptionalInt::of).orElseGet(Ports.STANDARD::console);
    }
    if (given.number("--console-port").isPresent()) {
      throw new UsageException("options --console-port and --no-console exclude each other");
    }
    return OptionalInt.empty();
  }

  private static ServerTls tls(Given given) {
    Optional<Path> certificate = file(given, "--tls-certificate");
    Optional<Path> key = file(given, "--tls-key");
    Optional<Path> authority = file(given, "--tls-authority");
    if (certificate.isPresent() != key.isPresent()) {
      throw new UsageException("options --tls-certificate and --tls-key go together");
    }
    if (certificate.isEmpty()) {
      if (authority.isPresent()) {
        throw new UsageException("option --tls-authority goes with --tls-certificate");
      }
      return new ServerTls(given.all("--tls-name"), Optional.empty());
    }
    if (given.has("--tls-name")) {
      throw new UsageException("--tls-name is for the certificate that Strongroom makes itself");
    }
    return new ServerTls(
        List.of(), Optional.of(new ServerTls.Own(certificate.get(), key.orElseThrow(), authority)));
  }

  private static Optional<Path> file(Given given, String option) {
    Optional<Path> file = given.path(option).map(Path::toAbsolutePath);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new UsageException("option " + option + ": cannot read " + file.get());
    }
    return file;
  }

  private static Optional<ServeOptions.KmsAdmin> kmsAdmin(Given given) {
    boolean onKeptKeys = given.has("--admin-on-kept-keys");
    if (!given.has("--admin")) {
      if (onKeptKeys) {
        throw new UsageException("option --admin-on-kept-keys goes with --admin");
      }
      return Optional.empty();
    }
    return Optional.of(
        onKeptKeys ? ServeOptions.KmsAdmin.ON_KEPT_KEYS : ServeOptions.KmsAdmin.ON_NEW_KEYS);
  }
}
