package io.strongroom.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is committed is what the build would write. */
class GeneratedFilesTest {

  private static final Path ROOT = Path.of(System.getProperty("strongroom.root"));

  static Stream<String> files() {
    return RouterFiles.contents().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void committedFile_isGenerated(String file) {
    assertThat(ROOT.resolve(file))
        .as("./mvnw -pl functions/router -am -Pgenerate process-classes writes it anew")
        .content()
        .isEqualTo(RouterFiles.contents().get(file));
    assertThat(Files.exists(ROOT.resolve(file))).isTrue();
  }
}
