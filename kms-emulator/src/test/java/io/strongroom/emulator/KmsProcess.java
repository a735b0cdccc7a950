package io.strongroom.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** The built application, as {@code strongroom kms} runs it, on any free port. */
final class KmsProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Path data;
  private final Path out;
  private final Path err;
  private final Process process;

  private KmsProcess(Path data, Path out, Path err, Process process) {
    this.data = data;
    this.out = out;
    this.err = err;
    this.process = process;
  }

  /** What a start may be given beside its folder. */
  record Setting(List<String> arguments, Map<String, String> properties, Map<String, String> env) {
    static final Setting NONE = new Setting(List.of(), Map.of(), Map.of());
  }

  static KmsProcess start(Path data) throws IOException {
    return start(data, Setting.NONE);
  }

  static KmsProcess start(Path data, Setting setting) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString(), "--port=0"));
    arguments.addAll(setting.arguments());
    return run(data, setting, arguments);
  }

  /** Runs a command to its end; gives its exit code. */
  static int command(List<String> arguments) throws IOException, InterruptedException {
    try (KmsProcess process = run(Path.of("."), Setting.NONE, arguments)) {
      return process.awaitExit();
    }
  }

  private static KmsProcess run(Path data, Setting setting, List<String> arguments)
      throws IOException {
    Path out = Files.createTempFile("kms", ".out");
    Path err = Files.createTempFile("kms", ".err");
    out.toFile().deleteOnExit();
    err.toFile().deleteOnExit();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    setting.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(
        List.of("-jar", Objects.requireNonNull(System.getProperty("strongroom.kms.application"))));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(setting.env());
    return new KmsProcess(data, out, err, builder.start());
  }

  KmsProcess awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!out().contains("ready")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new AssertionError("not ready: " + out() + err());
      }
      Thread.sleep(50);
    }
    return this;
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("does not end");
    }
    return process.exitValue();
  }

  /** SIGTERM. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  /** Where it listens. */
  URI endpoint() throws IOException {
    return URI.create(property("endpoints.properties", "kms"));
  }

  /** The name of the folder's own identity. */
  String accessKey() throws IOException {
    return property("identity.properties", "root.access-key-id");
  }

  /** The secret of the folder's own identity. */
  String secretKey() throws IOException {
    return property("identity.properties", "root.secret-access-key");
  }

  /** A client with the folder's own identity. */
  KmsClient client() throws IOException {
    return KmsClient.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey(), secretKey())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private String property(String file, String key) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(data.resolve(file))) {
      properties.load(in);
    }
    return Objects.requireNonNull(properties.getProperty(key), key);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
