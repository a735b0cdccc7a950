package io.strongroom.bench;

import io.strongroom.signing.Credential;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code strongroom serve} of one build, on a data folder of its own, with its defaults. */
final class Launched implements Server {

  private static final Pattern EXPORT = Pattern.compile("export (\\w+)='([^']*)'");
  private static final int START_SECONDS = 600;

  private final Build build;
  private final Path data;
  private final Process process;
  private final URI endpoint;
  private final Credential credential;

  private Launched(Build build, Path data, Process process, URI endpoint, Credential credential) {
    this.build = build;
    this.data = data;
    this.process = process;
    this.endpoint = endpoint;
    this.credential = credential;
  }

  /**
   * @param recording where a flight recording of the process goes, if one is wanted
   */
  static Launched start(Build build, Path scratch, Optional<Path> recording) throws IOException {
    return with(
        build,
        scratch,
        recording.map(
            file -> "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file));
  }

  /**
   * @param option of the JVM, if one is wanted
   */
  static Launched with(Build build, Path scratch, Optional<String> option) throws IOException {
    Path data = scratch.resolve("data-" + build.name());
    Files.createDirectories(scratch);
    ProcessBuilder serve =
        new ProcessBuilder(
            build.launcher().toString(),
            "serve",
            "--data",
            data.toString(),
            "--http-port=0",
            "--https-port=0",
            "--kms-port=0",
            "--management-port=0");
    option.ifPresent(given -> serve.environment().put("STRONGROOM_JAVA_OPTS", given));
    Files.deleteIfExists(data.resolve("endpoints.properties"));
    Path log = scratch.resolve(build.name() + ".log");
    Process process = serve.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      String environment = environment(build, data, process);
      return new Launched(
          build,
          data,
          process,
          URI.create(value(environment, "AWS_ENDPOINT_URL")),
          Server.credential(
              value(environment, "AWS_ACCESS_KEY_ID"),
              value(environment, "AWS_SECRET_ACCESS_KEY")));
    } catch (IOException | RuntimeException failure) {
      process.destroy();
      throw failure;
    }
  }

  @Override
  public String name() {
    return build.name();
  }

  /** Its data folder. */
  Path data() {
    return data;
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public Credential credential() {
    return credential;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }

  /** What {@code strongroom env} prints, once the server is there. */
  private static String environment(Build build, Path data, Process process) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(300);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      if (Files.exists(data.resolve("endpoints.properties"))) {
        Process env =
            new ProcessBuilder(build.launcher().toString(), "env", "--data", data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(env.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (printed.contains("AWS_ENDPOINT_URL=") && isListening(printed)) {
          return printed;
        }
      }
    }
    throw new IOException(build.name() + " does not start; see its log in " + data.getParent());
  }

  private static boolean isListening(String environment) {
    URI endpoint = URI.create(value(environment, "AWS_ENDPOINT_URL"));
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String value(String environment, String name) {
    Matcher matcher = EXPORT.matcher(environment);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(2);
      }
    }
    throw new IllegalStateException("env prints no " + name);
  }
}
