package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.local.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolCheckTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int check(Map<String, String> printed) {
    return new ToolCheck(command -> Optional.ofNullable(printed.get(command.getFirst())))
        .run(new Terminal(new PrintStream(out), System.err, false));
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "aws, aws-cli/2.9.19 Python/3.11.2 Linux/6.1, 1",
    "aws, aws-cli/2.12.7 Python/3.11, 1",
    "aws, aws-cli/2.13.0 Python/3.11, 0",
    "aws, aws-cli/3.0.0, 0",
    "aws, aws-cli/1.28.9 Python/3.11, 1",
    "aws, aws-cli/1.29.0 Python/3.11, 0",
    "python3, boto3/1.27.1, 1",
    "python3, boto3/1.28.0, 0",
    "rclone, rclone v1.60.1-DEV, 1",
    "rclone, rclone v1.61.0, 0",
  })
  void run_version_isJudged(String tool, String printed, int code) {
    assertThat(check(Map.of(tool, printed))).isEqualTo(code);

    assertThat(lines()).hasSize(3);
  }

  @Test
  void run_tooOld_isToldWhatItWouldDo() {
    check(Map.of("aws", "aws-cli/2.9.19 Python/3.11.2"));

    assertThat(lines().getFirst()).startsWith("AWS CLI 2.9: ").contains("real cloud", "2.13");
  }

  @Test
  void run_nothingInstalled_isNoFailure() {
    assertThat(check(Map.of())).isZero();

    assertThat(lines()).allMatch(line -> line.endsWith("not installed"));
  }

  @Test
  void installed_commandThatIsNotThere_isNothing() {
    assertThat(ToolCheck.installed(List.of("no-such-command-anywhere"))).isEmpty();
    assertThat(ToolCheck.installed(List.of("sh", "-c", "exit 3"))).isEmpty();
    assertThat(ToolCheck.installed(List.of("sh", "-c", "echo x"))).contains("x\n");
  }
}
