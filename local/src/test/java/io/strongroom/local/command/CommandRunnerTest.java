package io.strongroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.local.StartupException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRunnerTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> done = new ArrayList<>();

  private final Program program =
      new Program(
          "room",
          "A room.",
          List.of(
              Program.Section.of(
                  "All",
                  Subcommand.named("serve", "serve 100% of it")
                      .text("--region", "NAME", "region")
                      .text("--data", "DIR", "folder")
                      .texts("--tls-name", "NAME", "names")
                      .port("--port", "port")
                      .flag("--admin", "for tests")
                      .does(
                          (given, _) -> note(given, "--region", "--data", "--tls-name", "--port")),
                  Subcommand.named("record", "print a record")
                      .text("--data", "DIR", "folder")
                      .word("BUCKET", "its bucket")
                      .word("KEY", "its key")
                      .does((given, _) -> note(given, "--data", "BUCKET", "KEY")),
                  Subcommand.group(
                      "key",
                      "keys: create",
                      Subcommand.named("create", "make one")
                          .word("USER", "whose")
                          .does((given, _) -> note(given, "USER"))),
                  Subcommand.named("open", "reads for itself")
                      .reads(
                          arguments -> {
                            done.addAll(arguments);
                            return 7;
                          }),
                  Subcommand.named("fail", "fails")
                      .does(
                          (_, _) -> {
                            throw new StartupException("It could not.");
                          }))),
          Optional.empty());

  private int note(Given given, String... names) {
    for (String name : names) {
      given.all(name).forEach(value -> done.add(name + "=" + value));
    }
    return 0;
  }

  private int run(String... arguments) {
    return run(program, arguments);
  }

  private int run(Program some, String... arguments) {
    return new CommandRunner(some).run(List.of(arguments), terminal(false));
  }

  private Terminal terminal(boolean colours) {
    return new Terminal(new PrintStream(out, true), new PrintStream(err, true), colours);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void run_optionsInBothForms_areGiven() {
    assertThat(run("serve", "--region", "eu", "--data=/x y", "--tls-name=a", "--tls-name", "b"))
        .isZero();

    assertThat(done).containsExactly("--region=eu", "--data=/x y", "--tls-name=a", "--tls-name=b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --bogus | unknown option '--bogus'",
        "serve --databse-url=postgresql://u:secret@h/d | unknown option '--databse-url'",
        "serve --region --data x | option --region needs a value",
        "serve --region --bogus | unknown option '--bogus'",
        "serve --region | option --region needs a value",
        "serve --region= | option --region needs a value",
        "serve --region a --region b | option --region is given more than once",
        "serve --port 1x | option --port takes a number from 0 to 65535",
        "serve --port=65536 | option --port takes a number from 0 to 65535",
        "serve --port=99999999999 | option --port takes a number from 0 to 65535",
        "serve --admin=true | option --admin takes no value",
        "serve -data | unknown option '-data'",
        "serve data | unexpected argument 'data'",
        "serve @data | unexpected argument '@data'",
        "serve --=x | unknown option '--'",
        "record bucket | missing KEY",
        "record | missing BUCKET",
        "record a b c | unexpected argument 'c'",
        "key | key needs one of: create",
        "key crate | unknown command 'crate'",
      })
  void run_mistake_isOneLineThatSaysWhereToLook(String line, String message) {
    String[] arguments = line.split(" ");

    assertThat(run(arguments)).isEqualTo(2);

    assertThat(err()).startsWith("strongroom: " + message);
    assertThat(err())
        .endsWith("(see: room " + arguments[0] + " --help)\n")
        .doesNotContain("secret");
    assertThat(err().lines()).hasSize(1);
    assertThat(out()).isEmpty();
    assertThat(done).isEmpty();
  }

  @Test
  void run_commandMisspelt_isToldWhatItMightBe() {
    assertThat(run("server")).isEqualTo(2);

    assertThat(err())
        .contains("unknown command 'server'; did you mean serve")
        .contains("room help");
  }

  @Test
  void run_nothing_isAMistake() {
    assertThat(run()).isEqualTo(2);

    assertThat(err()).isEqualTo("strongroom: no command given (see: room help)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record bucket key --data D",
        "record --data D bucket key",
        "record bucket --data=D key"
      })
  void run_wordsAndOptions_comeInAnyOrder(String line) {
    assertThat(run(line.split(" "))).isZero();

    assertThat(done).containsExactly("--data=D", "BUCKET=bucket", "KEY=key");
  }

  @Test
  void run_wordsAfterTwoDashes_mayLookLikeOptions() {
    assertThat(run("record", "--data=D", "--", "bucket", "--data")).isZero();

    assertThat(done).containsExactly("--data=D", "BUCKET=bucket", "KEY=--data");
  }

  @Test
  void run_partOfAGroup_isCarriedOut() {
    assertThat(run("key", "create", "${sys:user.home}")).isZero();

    assertThat(done).containsExactly("USER=${sys:user.home}");
  }

  @Test
  void run_commandThatReadsForItself_getsEverything() {
    assertThat(run("open", "--help", "--x")).isEqualTo(7);

    assertThat(done).containsExactly("--help", "--x");
  }

  @Test
  void run_failure_isOneSentence() {
    assertThat(run("fail")).isEqualTo(1);

    assertThat(err()).isEqualTo("strongroom: It could not.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve --help", "serve --region eu -h", "help serve"})
  void run_helpOfACommand_isItsOwn(String line) {
    assertThat(run(line.split(" "))).isZero();

    assertThat(out())
        .startsWith("Usage: room serve ")
        .contains("serve 100% of it", "--tls-name", "--port")
        .doesNotContain("BUCKET");
    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void run_help_listsEveryCommandAndTheExitCodes(String word) {
    assertThat(run(word)).isZero();

    assertThat(out())
        .contains("  serve ", "  record ", "  key ", "  completion ", "Exit codes: 0 ");
  }

  @Test
  void run_helpOfAGroup_tellsOfEveryPart() {
    assertThat(run("help", "key")).isZero();

    assertThat(out()).contains("Usage: room key create", "whose");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "version"})
  void run_version_isTheBuilds(String word) {
    assertThat(run(word)).isZero();

    assertThat(out()).matches("room [0-9]+\\.[0-9]+\\.[0-9]+\\S* \\(Java .*\\)\n");
  }

  @Test
  void run_completion_namesCommandsAndOptions() {
    assertThat(run("completion")).isZero();

    assertThat(out()).contains("complete ", "serve", "--tls-name");
  }

  @Test
  void run_programWithoutCommand_takesItsOwnOptionsOnly() {
    Program alone =
        new Program(
            "room kms",
            "A KMS.",
            List.of(
                Program.Section.of(
                    "All", Subcommand.named("env", "e").does((given, _) -> note(given)))),
            Optional.of(
                Subcommand.named("kms", "run it")
                    .text("--data", "DIR", "folder")
                    .does((given, _) -> note(given, "--data"))));

    assertThat(run(alone, "--data=x")).isZero();
    assertThat(run(alone)).isZero();
    assertThat(run(alone, "--data=x", "env")).isEqualTo(2);
    assertThat(run(alone, "env", "--data=x")).isEqualTo(2);
    assertThat(run(alone, "evn")).isEqualTo(2);
    assertThat(run(alone, "help")).isZero();
    assertThat(done).containsExactly("--data=x");
    assertThat(out()).contains("--data=DIR", "  env ").doesNotContain("completion");
  }

  @Test
  void colours_onlyAtATerminal() {
    new CommandRunner(program).run(List.of("serve", "--bogus"), terminal(true));

    assertThat(err()).startsWith("\033[31mstrongroom:\033[0m unknown option");
    assertThat(Terminal.hasColours(Map.of("TERM", "xterm"), null)).isFalse();
  }
}
