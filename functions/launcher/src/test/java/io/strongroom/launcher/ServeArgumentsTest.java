package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseChoice;
import io.strongroom.local.command.CommandRunner;
import io.strongroom.local.command.Program;
import io.strongroom.local.command.Subcommand;
import io.strongroom.local.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeArgumentsTest {

  private final List<ServeOptions> served = new ArrayList<>();

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("serve"));
    arguments.addAll(List.of(options));
    Subcommand serve =
        ServeArguments.on(Subcommand.named("serve", "serve"))
            .does(
                (given, _) -> {
                  served.add(ServeArguments.of(given));
                  return 0;
                });
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    return new CommandRunner(
            new Program("strongroom", "", List.of(Program.Section.of("", serve)), Optional.empty()))
        .run(arguments, new Terminal(nowhere, nowhere, false));
  }

  private ServeOptions serve(String... options) {
    assertThat(run(options)).isZero();
    return served.removeFirst();
  }

  @Test
  void of_serveAlone_isLoopbackWithStandardPorts() {
    ServeOptions options = serve();

    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.ports()).isEqualTo(new Ports(9000, 9443, 9500, 9001, OptionalInt.of(9444)));
    assertThat(options.region()).isEqualTo("us-east-1");
    assertThat(options.database()).isEqualTo(DatabaseChoice.embedded());
    assertThat(options.kmsRate()).isEmpty();
    assertThat(options.tls().names()).isEmpty();
  }

  @Test
  void of_serveWithEverything_isTaken() {
    ServeOptions options =
        serve(
            "--data=/srv/x y",
            "--host",
            "0.0.0.0",
            "--http-port=0",
            "--https-port",
            "443",
            "--kms-port=1",
            "--management-port=65535",
            "--console-port=2",
            "--tls-name=a.example",
            "--tls-name",
            "b.example",
            "--region=eu-west-1",
            "--database-url=postgresql://u@h/d?a=b",
            "--kms-rate",
            "5");

    assertThat(options)
        .isEqualTo(
            new ServeOptions(
                new DataDirectory(Path.of("/srv/x y")),
                "0.0.0.0",
                new Ports(0, 443, 1, 65535, OptionalInt.of(2)),
                new ServerTls(List.of("a.example", "b.example"), Optional.empty()),
                "eu-west-1",
                DatabaseChoice.of(Optional.of("postgresql://u@h/d?a=b")),
                OptionalInt.of(5),
                Optional.empty()));
  }

  @Test
  void of_admin_saidOnceAndTwice() {
    assertThat(serve("--admin").kmsAdmin()).hasValue(ServeOptions.KmsAdmin.ON_NEW_KEYS);
    assertThat(serve("--admin-on-kept-keys", "--admin").kmsAdmin())
        .hasValue(ServeOptions.KmsAdmin.ON_KEPT_KEYS);
    assertThat(run("--admin-on-kept-keys")).isEqualTo(2);
    assertThat(run("--admin=true")).isEqualTo(2);
  }

  @Test
  void of_console_canBeLeftOut() {
    assertThat(serve("--no-console").ports().console()).isEmpty();
    assertThat(run("--no-console", "--console-port=1")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "--nonsense=1",
        "-data",
        "data",
        "--data",
        "--data=",
        "--http-port=65536",
        "--http-port=-1",
        "--http-port=",
        "--http-port=1x",
        "--kms-rate=0",
        "--=x",
        "--http-port=99999999999"
      })
  void of_badServeOption_rejected(String option) {
    assertThat(run(option)).isEqualTo(2);

    assertThat(served).isEmpty();
  }

  @Test
  void tables_broughtUpToDateAnotherWayOrNotAtAll() {
    assertThat(
            serve("--database-url=postgresql://h/d", "--migration-url=postgresql://g/d").database())
        .isEqualTo(
            new DatabaseChoice(
                Optional.of("postgresql://h/d"), Optional.of("postgresql://g/d"), true));
    assertThat(serve("--database-url=postgresql://h/d", "--no-migrate").database().migrate())
        .isFalse();
    assertThat(run("--no-migrate")).isEqualTo(2);
    assertThat(run("--migration-url=postgresql://g/d")).isEqualTo(2);
  }
}
