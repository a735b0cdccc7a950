package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.local.DataDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BannerTest {

  private static final Endpoints ENDPOINTS =
      Endpoints.of("127.0.0.1", new Ports(1, 2, 3, 4), "eu-west-1", "tls/ca.crt");

  private static List<String> banner(Path data) {
    return new Banner(ENDPOINTS, new DataDirectory(data), "./strongroom").text().lines().toList();
  }

  @Test
  void text_firstLine_isTheOnlyOneThatSaysReady() {
    List<String> lines = banner(Path.of("/srv/data"));

    assertThat(lines.getFirst()).startsWith("Strongroom ").contains("ready");
    assertThat(lines.subList(1, lines.size())).noneMatch(line -> line.contains("ready"));
  }

  @Test
  void text_everyAddress_isThere() {
    assertThat(String.join("\n", banner(Path.of("/srv/data"))))
        .contains("https://127.0.0.1:2", "http://127.0.0.1:1", "http://127.0.0.1:3")
        .contains("http://127.0.0.1:4/q/health", "/srv/data/identity.properties");
  }

  @Test
  void text_console_isThereWithItsFirstStepWhereThereIsOne() {
    Endpoints withConsole =
        Endpoints.of(
            "127.0.0.1", new Ports(1, 2, 3, 4, OptionalInt.of(5)), "eu-west-1", "tls/ca.crt");
    String text =
        new Banner(withConsole, new DataDirectory(Path.of("/srv/data")), "./strongroom").text();

    assertThat(text).contains("  Console  https://127.0.0.1:5/ (sign in with ");
    assertThat(banner(Path.of("/srv/data"))).noneMatch(line -> line.contains("Console"));
  }

  @Test
  void text_commands_nameTheFolderUnlessItIsTheUsualOne() {
    assertThat(banner(Path.of("/srv/it's")))
        .contains("  eval \"$(./strongroom env --data '/srv/it'\\''s')\"");
    assertThat(banner(DataDirectory.standard().root())).contains("  eval \"$(./strongroom env)\"");
  }
}
