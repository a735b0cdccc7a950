package io.strongroom.gateway.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        env            print the environment of a client, for eval
        help           print this

      Options of serve and env:
        --data DIR             data folder (default: $STRONGROOM_DATA, else ~/.strongroom)

      Options of serve:
        --host ADDRESS         address to listen on (default: 127.0.0.1)
        --http-port N          objects without TLS (default: 9000; 0: any free port)
        --https-port N         objects with TLS (default: 9443; 0: any free port)
        --kms-port N           bundled KMS (default: 9500; 0: any free port)
        --management-port N    health (default: 9001; 0: any free port)
        --tls-name NAME        a further name or address in the server certificate; repeatable
        --region NAME          region (default: us-east-1)
        --database-url URL     use this PostgreSQL: postgresql://user@host:port/database;
                               STRONGROOM_DATABASE_USER and STRONGROOM_DATABASE_PASSWORD fill in
        --kms-rate N           cryptographic requests a second the bundled KMS admits
      """;

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
      case "serve" -> new Command.Serve(serve(options(rest, SERVE_OPTIONS)));
      case "demo" -> demo(rest);
      case "env" -> new Command.Env(data(options(rest, Set.of("data"))));
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

  private static ServeOptions serve(Map<String, List<String>> options) {
    return new ServeOptions(
        data(options),
        single(options, "host").orElse(ServeOptions.LOOPBACK),
        new Ports(
            port(options, "http-port", Ports.STANDARD.http()),
            port(options, "https-port", Ports.STANDARD.https()),
            port(options, "kms-port", Ports.STANDARD.kms()),
            port(options, "management-port", Ports.STANDARD.management())),
        options.getOrDefault("tls-name", List.of()),
        single(options, "region").orElse("us-east-1"),
        single(options, "database-url"),
        single(options, "kms-rate")
            .map(text -> OptionalInt.of(number("kms-rate", text, 1, 1_000_000)))
            .orElseGet(OptionalInt::empty));
  }

  private static DataDirectory data(Map<String, List<String>> options) {
    return single(options, "data")
        .map(text -> new DataDirectory(Path.of(text)))
        .orElseGet(DataDirectory::standard);
  }

  private static Map<String, List<String>> options(List<String> arguments, Set<String> known) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!name.startsWith("--") || !known.contains(name.substring(2))) {
        throw new UsageException("unknown option '" + name + "'");
      }
      String value;
      if (equals >= 0) {
        value = argument.substring(equals + 1);
      } else if (++i < arguments.size()) {
        value = arguments.get(i);
      } else {
        throw new UsageException("option " + name + " needs a value");
      }
      if (value.isEmpty()) {
        throw new UsageException("option " + name + " needs a value");
      }
      options.computeIfAbsent(name.substring(2), _ -> new ArrayList<>()).add(value);
    }
    return options;
  }

  private static Optional<String> single(Map<String, List<String>> options, String name) {
    List<String> values = options.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new UsageException("option --" + name + " is given more than once");
    }
    return values.stream().findFirst();
  }

  private static int port(Map<String, List<String>> options, String name, int standard) {
    return single(options, name).map(text -> number(name, text, 0, 65_535)).orElse(standard);
  }

  private static int number(String name, String text, int minimum, int maximum) {
    if (text.matches("[0-9]{1,7}")) {
      int number = Integer.parseInt(text);
      if (number >= minimum && number <= maximum) {
        return number;
      }
    }
    throw new UsageException(
        "option --%s takes a number from %d to %d".formatted(name, minimum, maximum));
  }
}
