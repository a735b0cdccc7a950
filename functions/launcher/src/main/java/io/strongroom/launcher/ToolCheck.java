package io.strongroom.launcher;

import io.strongroom.local.command.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code env --check}: whether the clients that are installed read the variables that {@code env}
 * prints. One that does not would send its requests to the real cloud.
 *
 * <p>Source: AWS SDKs and Tools reference guide, "Service-specific endpoints", compatibility.
 */
final class ToolCheck {

  private static final int PATIENCE_IN_SECONDS = 20;

  /** A client, how it tells its version, and from which one on it is fit. */
  private record Tool(String name, List<String> command, Pattern version, String otherwise) {}

  private static final List<Tool> TOOLS =
      List.of(
          new Tool(
              "AWS CLI",
              List.of("aws", "--version"),
              Pattern.compile("aws-cli/(\\d+)\\.(\\d+)"),
              "it ignores AWS_ENDPOINT_URL and calls the real cloud; 2.13 or 1.29 is needed"),
          new Tool(
              "boto3",
              List.of("python3", "-c", "import boto3; print('boto3/' + boto3.__version__)"),
              Pattern.compile("boto3/(\\d+)\\.(\\d+)"),
              "it ignores AWS_ENDPOINT_URL and calls the real cloud; 1.28 is needed"),
          new Tool(
              "rclone",
              List.of("rclone", "version"),
              Pattern.compile("rclone v(\\d+)\\.(\\d+)"),
              "it does not start where AWS_CA_BUNDLE is set: use env --for rclone"));

  private final Function<List<String>, Optional<String>> run;

  /**
   * @param run runs a command and gives what it printed; nothing where it is not installed
   */
  ToolCheck(Function<List<String>, Optional<String>> run) {
    this.run = run;
  }

  /** Prints a line for each client; returns 1 if one is too old. */
  int run(Terminal terminal) {
    int code = 0;
    for (Tool tool : TOOLS) {
      Optional<Matcher> found = run.apply(tool.command()).map(tool.version()::matcher);
      if (found.isEmpty() || !found.get().find()) {
        terminal.out().println(tool.name() + ": not installed");
        continue;
      }
      int major = Integer.parseInt(found.get().group(1));
      int minor = Integer.parseInt(found.get().group(2));
      boolean fit = isFit(tool.name(), major, minor);
      terminal
          .out()
          .println(
              "%s %d.%d: %s".formatted(tool.name(), major, minor, fit ? "fit" : tool.otherwise()));
      code = fit ? code : 1;
    }
    return code;
  }

  private static boolean isFit(String tool, int major, int minor) {
    return switch (tool) {
      case "AWS CLI" -> major > 2 || (major == 2 && minor >= 13) || (major == 1 && minor >= 29);
      case "boto3" -> major > 1 || minor >= 28;
      default -> major > 1 || minor >= 61;
    };
  }

  /** Runs a command of this machine. */
  static Optional<String> installed(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(text)
          : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
