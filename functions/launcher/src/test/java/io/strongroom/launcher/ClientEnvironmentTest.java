package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientEnvironmentTest {
  private static final Ports PORTS = new Ports(1, 2, 3, 4);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void create() {
    data = new DataDirectory(folder.resolve("it's data"));
    data.create();
  }

  private int run(String... arguments) {
    return ClientEnvironment.run(List.of(arguments), new PrintStream(out), new PrintStream(err));
  }

  private int env() {
    return run("env", "--data", data.root().toString());
  }

  @Test
  void run_runningServer_shellGetsEveryVariable() throws IOException, InterruptedException {
    Identity root = Identities.readOrCreate(data.identityFile(), new SecureRandom()).root();
    Endpoints.of("127.0.0.1", PORTS, "eu-west-1").write(data.endpointsFile());

    assertThat(env()).isZero();

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(evaluated())
        .containsExactly(
            root.accessKeyId(),
            root.secretAccessKey(),
            "eu-west-1",
            "eu-west-1",
            "https://127.0.0.1:2",
            "http://127.0.0.1:3",
            data.root() + "/tls/ca.crt",
            "unset");
  }

  /** What a POSIX shell makes of the output. */
  private List<String> evaluated() throws IOException, InterruptedException {
    String script =
        "eval \"$1\"; for v in \"$AWS_ACCESS_KEY_ID\" \"$AWS_SECRET_ACCESS_KEY\" \"$AWS_REGION\""
            + " \"$AWS_DEFAULT_REGION\" \"$AWS_ENDPOINT_URL\" \"$AWS_ENDPOINT_URL_KMS\""
            + " \"$AWS_CA_BUNDLE\" \"${AWS_SESSION_TOKEN-unset}\"; do echo \"$v\"; done";
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", script, "sh", out.toString(StandardCharsets.UTF_8));
    builder.environment().put("AWS_SESSION_TOKEN", "of another account");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text.lines().toList();
  }

  @Test
  void run_noServer_saysSo() {
    assertThat(env()).isEqualTo(1);

    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("No Strongroom runs on");
  }

  @Test
  void run_serverWasKilled_printsAndWarns() throws IOException {
    Identities.readOrCreate(data.identityFile(), new SecureRandom());
    new Endpoints("https://h:1", "http://h:2", "http://h:3", "http://h:4", "r", Long.MAX_VALUE)
        .write(data.endpointsFile());

    assertThat(env()).isZero();

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("has ended");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("https://h:1");
  }

  @Test
  void run_wrongOption_isUsageError() {
    assertThat(run("env", "--port=1")).isEqualTo(2);
  }

  @Test
  void run_help_printsUsage() {
    assertThat(run("help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(CommandLine.USAGE);
  }

  @Test
  void endpoints_wildcardAndIpv6Hosts_areReachableAddresses() {
    assertThat(Endpoints.of("0.0.0.0", PORTS, "r").https()).isEqualTo("https://127.0.0.1:2");
    assertThat(Endpoints.of("::", PORTS, "r").http()).isEqualTo("http://[::1]:1");
    assertThat(Endpoints.of("room.example", PORTS, "r").https())
        .isEqualTo("https://room.example:2");
  }

  @Test
  void endpoints_kmsOfAnyHost_staysOnLoopback() {
    assertThat(Endpoints.of("room.example", PORTS, "r").kms()).isEqualTo("http://127.0.0.1:3");
  }

  @Test
  void endpoints_writtenAndRead_areEqual() throws IOException {
    Endpoints endpoints = Endpoints.of("127.0.0.1", PORTS, "r");
    endpoints.write(data.endpointsFile());

    assertThat(Endpoints.find(data.endpointsFile())).contains(endpoints);
    assertThat(mode(data.endpointsFile())).isEqualTo("rw-------");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
