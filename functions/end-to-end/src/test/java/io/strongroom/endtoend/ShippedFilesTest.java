package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shipped stands on its own: nothing of it names a file outside the repository. */
class ShippedFilesTest {

  private static final int LEAST = 1_000;

  private static final Set<String> FOLDERS = Set.of("deploy", "terraform", "src");
  private static final Set<String> FILES = Set.of("strongroom", "compose.yaml", "mvnw", "pom.xml");
  private static final Set<String> NOT_SOURCES = Set.of(".git", "target");

  /** A relative path that begins here, and not one that goes on. */
  private static final Pattern UPWARDS = Pattern.compile("(?<![\\w/.])(?:\\.\\./)+");

  private static boolean isShipped(Path relative) {
    return FOLDERS.contains(relative.getName(0).toString())
        || FILES.contains(relative.toString())
        || relative.endsWith("pom.xml")
        || relative.toString().replace('\\', '/').contains("/src/main/");
  }

  private static boolean isSource(Path relative) {
    for (Path name : relative) {
      if (NOT_SOURCES.contains(name.toString())) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> shipped() throws IOException {
    try (Stream<Path> all = Files.walk(Programs.ROOT)) {
      return all.filter(Files::isRegularFile)
          .map(Programs.ROOT::relativize)
          .filter(ShippedFilesTest::isSource)
          .filter(ShippedFilesTest::isShipped)
          .toList();
    }
  }

  /** Whether a text in a file with so many folders above it leaves the outermost. */
  private static boolean leaves(String text, int folders) {
    Matcher upwards = UPWARDS.matcher(text);
    while (upwards.find()) {
      if (upwards.group().length() / "../".length() > folders) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @CsvSource({
    "../shared/x, 0, true",
    "../x, 1, false",
    "see ../../x, 1, true",
    "a/../x, 0, false",
    "x.../y, 0, false"
  })
  void leaves_countsTheFoldersAbove(String text, int folders, boolean outside) {
    assertThat(leaves(text, folders)).isEqualTo(outside);
  }

  @Test
  void shippedFile_namesNoPlaceOutsideTheRepository() throws IOException {
    List<Path> shipped = shipped();

    assertThat(shipped).hasSizeGreaterThan(LEAST);
    for (Path file : shipped) {
      String text = Files.readString(Programs.ROOT.resolve(file), StandardCharsets.ISO_8859_1);
      assertThat(leaves(text, file.getNameCount() - 1))
          .as("%s leaves the repository", file)
          .isFalse();
    }
  }
}
