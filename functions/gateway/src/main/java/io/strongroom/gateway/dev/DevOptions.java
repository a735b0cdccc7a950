package io.strongroom.gateway.dev;

import io.strongroom.launcher.Ports;
import io.strongroom.launcher.ServeOptions;
import io.strongroom.launcher.ServerTls;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseChoice;
import io.strongroom.local.command.Given;
import io.strongroom.local.command.Subcommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code dev} was asked for.
 *
 * @param accessKeyId of the root, known beforehand
 * @param buckets that are there from the beginning
 * @param seed what the KMS begins with
 * @param faults how it fails from the beginning
 */
record DevOptions(
    String host,
    Ports ports,
    String region,
    String accessKeyId,
    String secretAccessKey,
    List<String> buckets,
    Optional<Path> seed,
    DevFaults faults) {

  static final String ACCESS_KEY_ID = "strongroom";
  static final String SECRET_ACCESS_KEY = "strongroom-secret";

  private static final int HUNDRED = 100;
  private static final int LONGEST_DELAY_IN_MILLISECONDS = 60_000;

  DevOptions {
    buckets = List.copyOf(buckets);
  }

  static Subcommand on(Subcommand command) {
    return command
        .text("--host", "ADDRESS", "address to listen on (default: 127.0.0.1)")
        .port("--http-port", "objects, also with keys, without TLS (default: 9000; 0: any)")
        .port("--https-port", "objects with TLS (default: any free port)")
        .port("--kms-port", "KMS (default: 9500; 0: any)")
        .port("--management-port", "health and faults (default: any free port)")
        .text("--region", "NAME", "region (default: us-east-1)")
        .text("--access-key", "ID", "access key of the root (default: " + ACCESS_KEY_ID + ")")
        .text("--secret-key", "KEY", "its secret (default: " + SECRET_ACCESS_KEY + ")")
        .texts("--bucket", "NAME", "make this bucket; repeatable")
        .text("--seed", "FILE", "KMS keys, grants, rates and faults to begin with (YAML or JSON)")
        .number(
            "--fail-percent",
            0,
            HUNDRED,
            "so many of 100 requests for objects are answered 503 SlowDown")
        .number(
            "--delay",
            0,
            LONGEST_DELAY_IN_MILLISECONDS,
            "milliseconds that requests for objects wait first");
  }

  static DevOptions of(Given given) {
    return new DevOptions(
        given.text("--host").orElse("127.0.0.1"),
        new Ports(
            given.number("--http-port").orElse(9000),
            given.number("--https-port").orElse(0),
            given.number("--kms-port").orElse(9500),
            given.number("--management-port").orElse(0)),
        given.text("--region").orElse("us-east-1"),
        given.text("--access-key").orElse(ACCESS_KEY_ID),
        given.text("--secret-key").orElse(SECRET_ACCESS_KEY),
        given.all("--bucket"),
        given.path("--seed"),
        new DevFaults(given.number("--fail-percent").orElse(0), given.number("--delay").orElse(0)));
  }

  /** The same server as {@code serve} has, in this folder. */
  ServeOptions serve(Path folder) {
    return new ServeOptions(
        new DataDirectory(folder),
        host,
        ports,
        ServerTls.STANDARD,
        region,
        DatabaseChoice.embedded(),
        OptionalInt.empty(),
        Optional.of(ServeOptions.KmsAdmin.ON_KEPT_KEYS));
  }
}
