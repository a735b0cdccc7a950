package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Options;
import io.strongroom.local.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Parses the command line. Options are {@code --name value} or {@code --name=value}. Stateless. */
public final class CommandLine {
  /** What {@code help} prints. */
  public static final String USAGE =
      """
      Strongroom: server-side encryption for object storage.

      Usage: strongroom COMMAND [OPTIONS]

        serve          run the server until it is interrupted
        demo [FILE]    run the main job on a file and tell what happens;
                       --keep leaves the data folder in place
        kms            run the bundled KMS alone, on port 4566; see kms --help
        env            print the environment of a client, for eval
        record BUCKET KEY
                       print an object's record, which the open command needs;
                       --sealed DIR puts a small object's sealed bytes there;
                       --version-id ID takes another version than the current one
        open           open an object from its record, its blobs and a key
        prepare        make the secrets of functions in containers; takes the options of serve
        migrate        bring a database up to date and make the functions' roles:
                       --database-url=URL [--role-passwords=FOLDER]
        account add NAME | list
        user add NAME [--policy P] | list | delete NAME
        key create USER | list USER | disable ID --user USER | enable … | delete …
        policy set USER --policy P | list
                       who may do what, on a running server; P is readonly, readwrite,
                       writeonly, full, admin, a policy's ARN, or a file FILE.json
        why REQUEST-ID
                       tell why a request was refused
        access apply FILE
                       make users, groups, roles and policies what FILE says
        audit list [--after N] [--format plain|cloudtrail|cts] | verify
                       who asked what, one line of JSON each; whether the chain is whole
        usage [--month 2026-11]
                       requests, calls to a KMS and bytes by account, bucket and key
        help           print this

      Options of serve, env, record, and of all that ask a running server:
        --data DIR             data folder (default: $STRONGROOM_DATA, else ~/.strongroom)

      Options of serve:
        --host ADDRESS         address to listen on (default: 127.0.0.1)
        --http-port N          objects without TLS (default: 9000; 0: any free port)
        --https-port N         objects with TLS (default: 9443; 0: any free port)
        --kms-port N           bundled KMS (default: 9500; 0: any free port)
        --management-port N    health (default: 9001; 0: any free port)
        --tls-name NAME        a further name or address in the server certificate; repeatable
        --region NAME          region (default: us-east-1)
        --database-url URL     (also of record) use this PostgreSQL:
                               postgresql://user@host:port/database;
                               STRONGROOM_DATABASE_USER and STRONGROOM_DATABASE_PASSWORD fill in
        --kms-rate N           cryptographic requests a second the bundled KMS admits
        --admin                for tests: clock, faults and reset in the KMS's admin API
        --admin-on-kept-keys   with --admin, also where there are keys from before this start
      """;

  private static final Set<String> SERVE_FLAGS = Set.of("admin", "admin-on-kept-keys");
  private static final Set<String> SERVE_OPTIONS =
      Set.of(
          "data",
          "host",
          "http-port",
          "https-port",
          "kms-port",
          "management-port",
          "tls-name",
          "region",
          "database-url",
          "kms-rate");

  private CommandLine() {}

  /**
   * Parses the arguments.
   *
   * @throws UsageException if they ask for nothing this program knows
   */
  public static Command parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new UsageException("no command given");
    }
    List<String> rest = arguments.subList(1, arguments.size());
    if (rest.contains("--help") || rest.contains("-h")) {
      return new Command.Help();
    }
    return switch (arguments.getFirst()) {
      case "serve" -> new Command.Serve(serve(Options.parse(rest, SERVE_OPTIONS, SERVE_FLAGS)));
      case "demo" -> demo(rest);
      case "record" -> record(rest);
      case "env" -> new Command.Env(data(Options.parse(rest, Set.of("data"))));
      case "help", "--help", "-h" -> new Command.Help();
      case String unknown -> throw new UsageException("unknown command '" + unknown + "'");
    };
  }

  private static Command demo(List<String> arguments) {
    boolean keep = arguments.contains("--keep");
    List<String> files = arguments.stream().filter(each -> !each.equals("--keep")).toList();
    if (files.size() > 1) {
      throw new UsageException("demo takes one file");
    }
    if (!files.isEmpty() && files.getFirst().startsWith("--")) {
      throw new UsageException("unknown option '" + files.getFirst() + "'");
    }
    return new Command.Demo(files.stream().findFirst().map(Path::of), keep);
  }

  private static Command record(List<String> arguments) {
    int names = arguments.size() - 2;
    if (names < 0) {
      throw new UsageException("record takes a bucket and a key");
    }
    Options options =
        Options.parse(
            arguments.subList(0, names), Set.of("data", "database-url", "sealed", "version-id"));
    return new Command.PrintRecord(
        data(options),
        options.single("database-url"),
        options.single("sealed").map(Path::of),
        options.single("version-id"),
        arguments.get(names),
        arguments.getLast());
  }

  private static ServeOptions serve(Options options) {
    return new ServeOptions(
        data(options),
        options.single("host").orElse(ServeOptions.LOOPBACK),
        new Ports(
            options.port("http-port", Ports.STANDARD.http()),
            options.port("https-port", Ports.STANDARD.https()),
            options.port("kms-port", Ports.STANDARD.kms()),
            options.port("management-port", Ports.STANDARD.management())),
        options.all("tls-name"),
        options.single("region").orElse("us-east-1"),
        options.single("database-url"),
        options.number("kms-rate", 1, 1_000_000).map(OptionalInt::of).orElseGet(OptionalInt::empty),
        kmsAdmin(options));
  }

  private static Optional<ServeOptions.KmsAdmin> kmsAdmin(Options options) {
    boolean onKeptKeys = options.isSet("admin-on-kept-keys");
    if (!options.isSet("admin")) {
      if (onKeptKeys) {
        throw new UsageException("option --admin-on-kept-keys goes with --admin");
      }
      return Optional.empty();
    }
    return Optional.of(
        onKeptKeys ? ServeOptions.KmsAdmin.ON_KEPT_KEYS : ServeOptions.KmsAdmin.ON_NEW_KEYS);
  }

  private static DataDirectory data(Options options) {
    return options
        .single("data")
        .map(text -> new DataDirectory(Path.of(text)))
        .orElseGet(DataDirectory::standard);
  }
}
