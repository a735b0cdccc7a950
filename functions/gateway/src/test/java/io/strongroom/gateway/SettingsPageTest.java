package io.strongroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The reference in docs/configuration.md is what the configuration interfaces say. With {@code
 * -Dstrongroom.write=true} this test writes it.
 */
class SettingsPageTest {

  private static final Path ROOT = Path.of(System.getProperty("strongroom.root"));
  private static final Path PAGE = ROOT.resolve("docs/configuration.md");
  private static final String BEGIN = "<!-- From the sources, by SettingsPageTest: begin -->\n";
  private static final String END = "<!-- From the sources: end -->\n";

  private static final List<Path> FOLDERS =
      List.of(
          ROOT.resolve("functions/runtime/src/main/java/io/strongroom/runtime/config"),
          ROOT.resolve("functions/console/src/main/java/io/strongroom/function/console"),
          ROOT.resolve("kms-emulator/src/main/java/io/strongroom/emulator/config"));

  private static String expected() throws IOException {
    SettingsTable table = new SettingsTable(FOLDERS);
    return "\n### Object functions\n\n"
        + rows(table.of("strongroom"))
        + "\n### Limits of a process\n\n"
        + rows(table.of("strongroom.limits"))
        + "\n### The console\n\n"
        + rows(table.of("strongroom.console"))
        + "\n### The bundled KMS\n\n"
        + rows(table.of("strongroom.kms"))
        + "\n";
  }

  private static String rows(List<SettingsTable.Setting> settings) {
    StringBuilder text = new StringBuilder("| property | default | |\n|---|---|---|\n");
    for (SettingsTable.Setting setting : settings) {
      String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
      text.append("| `%s` | %s | %s |\n".formatted(setting.name(), standard, setting.meaning()));
    }
    return text.toString();
  }

  @Test
  void reference_isWhatTheSourcesSay() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(begin).isGreaterThan(BEGIN.length());
    assertThat(end).isGreaterThanOrEqualTo(begin);
    if (Boolean.getBoolean("strongroom.write")) {
      page = page.substring(0, begin) + expected() + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }

    assertThat(page.substring(begin, end))
        .as("write it anew: this test with -Dstrongroom.write=true")
        .isEqualTo(expected());
  }

  @Test
  void everySetting_hasAMeaning() throws IOException {
    SettingsTable table = new SettingsTable(FOLDERS);

    for (String prefix : List.of("strongroom", "strongroom.limits", "strongroom.kms")) {
      assertThat(table.of(prefix))
          .isNotEmpty()
          .allSatisfy(s -> assertThat(s.meaning()).isNotBlank());
    }
  }

  @Test
  void table_readsNamesAndDefaultsAsTheConfigurationDoes() {
    assertThat(SettingsTable.kebab("inlineUpTo")).isEqualTo("inline-up-to");
    assertThat(SettingsTable.plain("Read\n {@code x|y} by {@link #foo()}.\n @return z"))
        .isEqualTo("Read `x\\|y` by `foo`.");
  }
}
