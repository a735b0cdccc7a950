package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.certificates.LocalCertificateAuthority;
import io.strongroom.certificates.ServerNames;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.command.CommandRunner;
import io.strongroom.local.command.Program;
import io.strongroom.local.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void create() throws IOException {
    data = new DataDirectory(folder.resolve("data"));
    data.create();
    new LocalCertificateAuthority(data.tls(), Clock.systemUTC(), new SecureRandom())
        .prepare(ServerNames.of("127.0.0.1", List.of()));
  }

  private int trust(String... more) {
    List<String> arguments = new ArrayList<>(List.of("trust", "--data", data.root().toString()));
    arguments.addAll(List.of(more));
    return new CommandRunner(
            new Program("strongroom", "", LauncherCommands.sections(), Optional.empty()))
        .run(arguments, new Terminal(new PrintStream(out), new PrintStream(err), false));
  }

  private String authority() throws IOException {
    return Files.readString(data.tls().resolve("ca.crt"));
  }

  private static List<String> ours(Path store) throws Exception {
    return Collections.list(
            KeyStore.getInstance(store.toFile(), "changeit".toCharArray()).aliases())
        .stream()
        .filter(alias -> alias.startsWith("strongroom-"))
        .toList();
  }

  @Test
  void java_newStore_trustsTheServerAndWhatJavaTrusts() throws Exception {
    Path store = folder.resolve("trust.p12");

    assertThat(trust("--java", store.toString())).isZero();

    assertThat(ours(store)).singleElement().asString().matches("strongroom-[0-9a-f]{8}");
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    assertThat(keys.getCertificate(ours(store).getFirst()))
        .isEqualTo(Authority.certificate(authority()));
    assertThat(keys.size()).isGreaterThan(1);
  }

  @Test
  void java_twiceAndRemoved_isGone() throws Exception {
    Path store = folder.resolve("trust.p12");
    trust("--java", store.toString());
    trust("--java", store.toString());
    assertThat(ours(store)).hasSize(1);

    assertThat(trust("--java", store.toString(), "--remove")).isZero();

    assertThat(ours(store)).isEmpty();
  }

  @Test
  void bundle_keepsWhatIsThere_andComesOutAgain() throws IOException {
    Path bundle = Files.writeString(folder.resolve("bundle.pem"), "others, without a line's end");

    assertThat(trust("--bundle", bundle.toString())).isZero();
    assertThat(trust("--bundle", bundle.toString())).isZero();

    assertThat(bundle).hasContent("others, without a line's end\n" + authority());
    assertThat(trust("--bundle", bundle.toString(), "--remove")).isZero();
    assertThat(bundle).hasContent("others, without a line's end\n");
  }

  @Test
  void node_isToldItsVariable() {
    assertThat(trust("--node")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("export NODE_EXTRA_CA_CERTS='" + data.root() + "/tls/ca.crt'\n");
  }

  @Test
  void nowhere_isAMistake() {
    assertThat(trust()).isEqualTo(2);
  }

  @Test
  void beforeTheFirstStart_saysSo() throws IOException {
    Files.delete(data.tls().resolve("ca.crt"));

    assertThat(trust("--node")).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("has no authority yet");
  }
}
