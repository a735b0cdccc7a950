package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private static ServeOptions serve(String... options) {
    List<String> arguments = new java.util.ArrayList<>(List.of("serve"));
    arguments.addAll(List.of(options));
    return ((Command.Serve) CommandLine.parse(arguments)).options();
  }

  @Test
  void parse_serveAlone_isLoopbackWithStandardPorts() {
    ServeOptions options = serve();

    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.ports()).isEqualTo(new Ports(9000, 9443, 9500, 9001));
    assertThat(options.region()).isEqualTo("us-east-1");
    assertThat(options.databaseUrl()).isEmpty();
    assertThat(options.kmsRate()).isEmpty();
    assertThat(options.tlsNames()).isEmpty();
  }

  @Test
  void parse_serveWithEverything_isTaken() {
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
                new Ports(0, 443, 1, 65535),
                List.of("a.example", "b.example"),
                "eu-west-1",
                Optional.of("postgresql://u@h/d?a=b"),
                OptionalInt.of(5),
                Optional.empty()));
  }

  @Test
  void parse_admin_saidOnceAndTwice() {
    assertThat(serve("--admin").kmsAdmin()).hasValue(ServeOptions.KmsAdmin.ON_NEW_KEYS);
    assertThat(serve("--admin-on-kept-keys", "--admin").kmsAdmin())
        .hasValue(ServeOptions.KmsAdmin.ON_KEPT_KEYS);
    assertThatThrownBy(() -> serve("--admin-on-kept-keys")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> serve("--admin=true")).isInstanceOf(UsageException.class);
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
        "--",
        "--=x",
        "--http-port=99999999999"
      })
  void parse_badServeOption_rejected(String option) {
    assertThatThrownBy(() -> serve(option)).isInstanceOf(UsageException.class);
  }

  @Test
  void parse_optionTwice_rejected() {
    assertThatThrownBy(() -> serve("--host=a", "--host=b"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--host");
  }

  @Test
  void parse_unknownOption_isNamed() {
    assertThatThrownBy(() -> serve("--databse-url=postgresql://u:secret@h/d"))
        .hasMessage("unknown option '--databse-url'");
  }

  @Test
  void parse_demo_takesOneFile() {
    assertThat(CommandLine.parse(List.of("demo")))
        .isEqualTo(new Command.Demo(Optional.empty(), false));
    assertThat(CommandLine.parse(List.of("demo", "f")))
        .isEqualTo(new Command.Demo(Optional.of(Path.of("f")), false));
    assertThat(CommandLine.parse(List.of("demo", "--keep", "f")))
        .isEqualTo(new Command.Demo(Optional.of(Path.of("f")), true));
    assertThatThrownBy(() -> CommandLine.parse(List.of("demo", "f", "g")))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> CommandLine.parse(List.of("demo", "--fast")))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void parse_env_takesNoOtherOption() {
    assertThat(CommandLine.parse(List.of("env", "--data", "/srv/x")))
        .isEqualTo(new Command.Env(new DataDirectory(Path.of("/srv/x"))));
    assertThatThrownBy(() -> CommandLine.parse(List.of("env", "--http-port=1")))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void parse_nothingOrUnknownCommand_rejected() {
    assertThatThrownBy(() -> CommandLine.parse(List.of())).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> CommandLine.parse(List.of("server")))
        .isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void parse_help_everywhere(String word) {
    assertThat(CommandLine.parse(List.of(word))).isEqualTo(new Command.Help());
    assertThat(CommandLine.parse(List.of("serve", "--help"))).isEqualTo(new Command.Help());
  }

  @Test
  void usage_namesEveryOption() {
    assertThat(CommandLine.USAGE)
        .contains(
            "--data",
            "--host",
            "--http-port",
            "--https-port",
            "--kms-port",
            "--management-port",
            "--tls-name",
            "--region",
            "--database-url",
            "--kms-rate");
  }

  @Test
  void parse_record_takesBucketAndKeyLast() {
    assertThat(CommandLine.parse(List.of("record", "--data", "/srv", "bucket", "--key")))
        .isEqualTo(
            new Command.PrintRecord(
                new DataDirectory(Path.of("/srv")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "bucket",
                "--key"));
    assertThat(
            CommandLine.parse(
                List.of("record", "--data=/srv", "--sealed=out", "--version-id=v", "b", "k")))
        .isEqualTo(
            new Command.PrintRecord(
                new DataDirectory(Path.of("/srv")),
                Optional.empty(),
                Optional.of(Path.of("out")),
                Optional.of("v"),
                "b",
                "k"));
    assertThatThrownBy(() -> CommandLine.parse(List.of("record", "bucket")))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> CommandLine.parse(List.of("record", "more", "bucket", "key")))
        .isInstanceOf(UsageException.class);
  }
}
