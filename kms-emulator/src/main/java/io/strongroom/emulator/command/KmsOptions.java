package io.strongroom.emulator.command;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the emulator alone was asked for.
 *
 * @param port 0 stands for any free one
 * @param databaseUrl a database to use in place of the embedded one
 * @param seed what a fresh database begins with
 * @param rate requests a second of every quota
 * @param controls whether clock, faults and reset are there
 */
record KmsOptions(
    DataDirectory data,
    String host,
    int port,
    String region,
    Optional<String> databaseUrl,
    Optional<Path> seed,
    Optional<Integer> rate,
    Controls controls) {

  /** What is for tests in the admin API. */
  enum Controls {
    NONE,
    ON_NEW_KEYS,
    /** Also where keys could be lost that were there before the start. */
    ON_KEPT_KEYS;

    private static Controls of(Given given) {
      boolean onKeptKeys = given.has("--admin-on-kept-keys");
      if (given.has("--admin")) {
        return onKeptKeys ? ON_KEPT_KEYS : ON_NEW_KEYS;
      }
      if (onKeptKeys) {
        throw new UsageException("option --admin-on-kept-keys goes with --admin");
      }
      return NONE;
    }
  }

  private static final int STANDARD_PORT = 4566;
  private static final int MAX_RATE = 1_000_000;

  /** The command with all of them. */
  static Subcommand on(Subcommand command) {
    return command
        .data()
        .port("--port", "port (default: 4566; 0: any free port)")
        .text("--host", "ADDRESS", "address to listen on (default: 127.0.0.1; HTTP without TLS)")
        .text("--region", "NAME", "region that env prints, and of DEW keys (default: us-east-1)")
        .text(
            "--database-url",
            "URL",
            "use this PostgreSQL: postgresql://user@host:port/database;"
                + " STRONGROOM_DATABASE_USER and STRONGROOM_DATABASE_PASSWORD fill in")
        .text("--seed", "FILE", "keys, grants, rates and faults to begin with (YAML or JSON)")
        .number("--rate", 1, MAX_RATE, "requests a second of every quota (default: AWS's quotas)")
        .flag(
            "--admin",
            "for tests: clock, faults and reset in the admin API, faults and fixed material in"
                + " seeds")
        .flag("--admin-on-kept-keys", "these also where keys from before this start could be lost");
  }

  /**
   * What was given of them.
   *
   * @throws UsageException if they contradict each other
   */
  static KmsOptions of(Given given) {
    return new KmsOptions(
        given.data(),
        given.text("--host").orElse("127.0.0.1"),
        given.number("--port").orElse(STANDARD_PORT),
        given.text("--region").orElse("us-east-1"),
        given.text("--database-url"),
        given.path("--seed"),
        given.number("--rate"),
        Controls.of(given));
  }
}
