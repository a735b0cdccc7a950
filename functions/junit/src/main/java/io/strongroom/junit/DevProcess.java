package io.strongroom.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code strongroom dev} as a process, which tells where it listens when it is ready. */
final class DevProcess implements AutoCloseable {

  private static final Pattern VARIABLE = Pattern.compile("(AWS_[A-Z_]+)=(\\S+)");
  private static final Pattern FAULTS = Pattern.compile("'(http\\S+)\\?");
  private static final int PATIENCE_IN_SECONDS = 30;

  private final Process process;
  private final StrongroomServer server;

  private DevProcess(Process process, StrongroomServer server) {
    this.process = process;
    this.server = server;
  }

  /**
   * Starts it, and waits until it is ready.
   *
   * @throws IOException if it ends before that; why is on standard error
   */
  static DevProcess start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // Its last line is the folder's; nothing comes after it.
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    Map<String, String> said = new HashMap<>();
    String line = out.readLine();
    while (line != null && !said.containsKey("folder")) {
      read(line, said);
      if (!said.containsKey("folder")) {
        line = out.readLine();
      }
    }
    if (line == null) {
      throw new IOException("Strongroom ended before it was ready: " + command);
    }
    return new DevProcess(process, server(said));
  }

  static void read(String line, Map<String, String> said) {
    Matcher variables = VARIABLE.matcher(line);
    while (variables.find()) {
      said.put(variables.group(1), variables.group(2));
    }
    Matcher faults = FAULTS.matcher(line);
    if (faults.find()) {
      said.put("faults", faults.group(1));
    }
    if (line.strip().startsWith("Folder ")) {
      said.put("folder", line.strip());
    }
  }

  static StrongroomServer server(Map<String, String> said) {
    return new StrongroomServer(
        URI.create(required(said, "AWS_ENDPOINT_URL")),
        URI.create(required(said, "AWS_ENDPOINT_URL_KMS")),
        required(said, "AWS_ACCESS_KEY_ID"),
        required(said, "AWS_SECRET_ACCESS_KEY"),
        required(said, "AWS_REGION"),
        URI.create(required(said, "faults")));
  }

  private static String required(Map<String, String> said, String name) {
    String value = said.get(name);
    if (value == null) {
      throw new IllegalStateException("strongroom dev does not say its " + name);
    }
    return value;
  }

  StrongroomServer server() {
    return server;
  }

  /** Stops it in good order; it removes its folder. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
