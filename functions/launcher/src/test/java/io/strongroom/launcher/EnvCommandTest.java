package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import io.strongroom.local.command.CommandRunner;
import io.strongroom.local.command.Program;
import io.strongroom.local.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvCommandTest {
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
    return new CommandRunner(
            new Program("strongroom", "", LauncherCommands.sections(), Optional.empty()))
        .run(List.of(arguments), new Terminal(new PrintStream(out), new PrintStream(err), false));
  }

  private int env() {
    return run("env", "--data", data.root().toString());
  }

  @Test
  void run_runningServer_shellGetsEveryVariable() throws IOException, InterruptedException {
    Identity root = Identities.readOrCreate(data.identityFile(), new SecureRandom()).root();
    Endpoints.of("127.0.0.1", PORTS, "eu-west-1", "tls/ca.crt").write(data.endpointsFile());

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

  private List<String> linesFor(String kind, String... more) throws IOException {
    Identities.readOrCreate(data.identityFile(), new SecureRandom());
    Files.writeString(data.tls().resolve("ca.crt"), "-----BEGIN\n-----END\n");
    Endpoints.of("127.0.0.1", PORTS, "eu-west-1", "tls/ca.crt").write(data.endpointsFile());
    List<String> arguments =
        new ArrayList<>(List.of("env", "--data", data.root().toString(), "--for", kind));
    arguments.addAll(List.of(more));
    assertThat(run(arguments.toArray(String[]::new))).isZero();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String authority() {
    return ShellWord.quoted(data.root() + "/tls/ca.crt");
  }

  @Test
  void run_forAws_namesLocalhost() throws IOException {
    assertThat(linesFor("aws"))
        .contains("export AWS_ENDPOINT_URL='https://localhost:2'")
        .contains("export AWS_CA_BUNDLE=" + authority());
  }

  @Test
  void run_forHuawei_bucketsAreSubDomains() throws IOException {
    assertThat(linesFor("huawei"))
        .contains("export OBS_ENDPOINT='https://obs.localhost:2'")
        .anyMatch(line -> line.startsWith("export OBS_SECRET_ACCESS_KEY="));
  }

  @Test
  void run_forRclone_leavesNoBundleThatItDiesOf() throws IOException {
    assertThat(linesFor("rclone"))
        .contains("export RCLONE_CONFIG_STRONGROOM_ENDPOINT='https://localhost:2'")
        .contains("export RCLONE_CA_CERT=" + authority())
        .contains("unset AWS_CA_BUNDLE");
  }

  /** Their SDKs put the bucket into the path only where the endpoint is an address. */
  @ParameterizedTest
  @CsvSource({"go, SSL_CERT_FILE", "node, NODE_EXTRA_CA_CERTS"})
  void run_forSdk_namesAddressAndAuthority(String kind, String variable) throws IOException {
    assertThat(linesFor(kind))
        .contains("export AWS_ENDPOINT_URL='https://127.0.0.1:2'")
        .contains("export " + variable + "=" + authority());
  }

  @Test
  void run_forGo_leavesNoBundleThatItsFirstSdkDiesOf() throws IOException {
    assertThat(linesFor("go")).endsWith("unset AWS_CA_BUNDLE");
  }

  @Test
  void run_forJava_namesTrustStore() throws IOException {
    assertThat(linesFor("java"))
        .anyMatch(
            line -> line.startsWith("export JAVA_TOOL_OPTIONS=") && line.contains("trust.p12"))
        .anyMatch(line -> line.contains("trust --java"));
  }

  @Test
  void run_forDocker_isAFileOfVariables() throws IOException {
    assertThat(linesFor("docker"))
        .contains("AWS_ENDPOINT_URL_S3=https://host.docker.internal:2")
        .allMatch(line -> line.startsWith("#") || line.matches("[A-Z_0-9]+=.*"));
  }

  @Test
  void run_forKubernetes_isASecretWithTheAuthority() throws IOException {
    assertThat(linesFor("k8s", "--name", "room.example"))
        .contains("kind: Secret", "  AWS_ENDPOINT_URL_S3: \"https://room.example:2\"")
        .endsWith("  ca.crt: |", "    -----BEGIN", "    -----END");
  }

  @Test
  void run_forUnknownKind_isUsageError() throws IOException {
    Identities.readOrCreate(data.identityFile(), new SecureRandom());
    Endpoints.of("127.0.0.1", PORTS, "r", "tls/ca.crt").write(data.endpointsFile());

    assertThat(run("env", "--data", data.root().toString(), "--for", "cobol")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("aws, huawei, rclone");
  }

  @Test
  void run_forAwsOfAServerWithAName_keepsTheName() throws IOException {
    Identities.readOrCreate(data.identityFile(), new SecureRandom());
    Endpoints.of("room.example", PORTS, "r", "tls/ca.crt").write(data.endpointsFile());

    assertThat(run("env", "--data", data.root().toString(), "--for", "aws")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("'https://room.example:2'");
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
    new Endpoints(
            "https://h:1", "http://h:2", "http://h:3", "http://h:4", "r", Long.MAX_VALUE, "", "")
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
  void endpoints_wildcardAndIpv6Hosts_areReachableAddresses() {
    assertThat(Endpoints.of("0.0.0.0", PORTS, "r", "tls/ca.crt").https())
        .isEqualTo("https://127.0.0.1:2");
    assertThat(Endpoints.of("::", PORTS, "r", "tls/ca.crt").http()).isEqualTo("http://[::1]:1");
    assertThat(Endpoints.of("room.example", PORTS, "r", "tls/ca.crt").https())
        .isEqualTo("https://room.example:2");
  }

  @Test
  void endpoints_kmsOfAnyHost_staysOnLoopback() {
    assertThat(Endpoints.of("room.example", PORTS, "r", "tls/ca.crt").kms())
        .isEqualTo("http://127.0.0.1:3");
  }

  @Test
  void endpoints_writtenAndRead_areEqual() throws IOException {
    Endpoints endpoints = Endpoints.of("127.0.0.1", PORTS, "r", "tls/ca.crt");
    endpoints.write(data.endpointsFile());

    assertThat(Endpoints.find(data.endpointsFile())).contains(endpoints);
    assertThat(mode(data.endpointsFile())).isEqualTo("rw-------");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
