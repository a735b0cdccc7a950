package io.strongroom.emulator.command;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Options;
import io.strongroom.local.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    private static Controls of(Options options) {
      boolean onKeptKeys = options.isSet("admin-on-kept-keys");
      if (options.isSet("admin")) {
        return onKeptKeys ? ON_KEPT_KEYS : ON_NEW_KEYS;
      }
      if (onKeptKeys) {
        throw new UsageException("option --admin-on-kept-keys goes with --admin");
      }
      return NONE;
    }
  }

  static final String USAGE =
      """
      Strongroom KMS: a key management service with AWS's and Huawei DEW's API.

      Usage: strongroom kms [OPTIONS]

        --data DIR             data folder (default: $STRONGROOM_DATA, else ~/.strongroom)
        --port N               port (default: 4566; 0: any free port)
        --host ADDRESS         address to listen on (default: 127.0.0.1; HTTP without TLS)
        --region NAME          region that `env` prints, and of DEW keys (default: us-east-1)
        --database-url URL     use this PostgreSQL: postgresql://user@host:port/database;
                               STRONGROOM_DATABASE_USER and STRONGROOM_DATABASE_PASSWORD fill in
        --seed FILE            keys, grants, rates and faults to begin with (YAML or JSON)
        --rate N               requests a second of every quota (default: AWS's quotas)
        --admin                for tests: clock, faults and reset in the admin API, faults and
                               fixed material in seeds
        --admin-on-kept-keys   these also where keys from before this start could be lost

      A client's environment, once it is ready: eval "$(strongroom kms env --data DIR)"
      The chain of audit records: strongroom kms verify-audit [--data DIR] [--database-url URL]
      Everything else is a property of kms-emulator/README.md, as -Dstrongroom.kms.NAME=VALUE in
      STRONGROOM_JAVA_OPTS or STRONGROOM_KMS_NAME=VALUE in the environment.
      """;

  private static final Set<String> NAMES =
      Set.of("data", "port", "host", "region", "database-url", "seed", "rate");
  private static final Set<String> FLAGS = Set.of("admin", "admin-on-kept-keys");
  private static final int STANDARD_PORT = 4566;
  private static final int MAX_RATE = 1_000_000;

  /**
   * Reads the options.
   *
   * @throws UsageException if one is unknown or cannot be
   */
  static KmsOptions parse(List<String> arguments) {
    Options options = Options.parse(arguments, NAMES, FLAGS);
    return new KmsOptions(
        data(options),
        options.single("host").orElse("127.0.0.1"),
        options.port("port", STANDARD_PORT),
        options.single("region").orElse("us-east-1"),
        options.single("database-url"),
        options.single("seed").map(Path::of),
        options.number("rate", 1, MAX_RATE),
        Controls.of(options));
  }

  /** The data folder. */
  static DataDirectory data(Options options) {
    return options
        .single("data")
        .map(text -> new DataDirectory(Path.of(text)))
        .orElseGet(DataDirectory::standard);
  }
}
