package io.strongroom.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every requirement of the specification is held by a test that names it: by {@link Spec} in this
 * module, and by a tag of JUnit's in those that cannot see it.
 */
class SpecCoverageTest {

  private static final Path SHARED_CRYPTO = sharedCrypto();
  private static final Pattern REQUIREMENT = Pattern.compile("\\*\\*\\[([A-Z]+-\\d+)]\\*\\*");
  private static final Pattern CITATION = Pattern.compile("@(?:Spec|Tag)\\(([^)]*)\\)");
  private static final Pattern ID = Pattern.compile("[A-Z]+-\\d+");

  static Path sharedCrypto() {
    String root = System.getProperty("strongroom.root");
    return root == null ? Path.of("..") : Path.of(root, "shared-crypto");
  }

  @Test
  void spec_everyRequirement_citedByATest() throws IOException {
    assertThat(cited()).containsAll(required());
  }

  @Test
  void spec_everyCitation_namesARequirement() throws IOException {
    assertThat(required()).containsAll(cited());
  }

  @Test
  void spec_everyMust_hasANumber() throws IOException {
    List<String> paragraphs = List.of(spec().split("\n\\s*\n"));

    assertThat(paragraphs)
        .filteredOn(paragraph -> paragraph.contains("MUST") && !paragraph.contains("RFC 2119"))
        .isNotEmpty()
        .allMatch(paragraph -> REQUIREMENT.matcher(paragraph).find());
  }

  @Test
  void spec_requirementNumbers_unique() throws IOException {
    List<String> ids = REQUIREMENT.matcher(spec()).results().map(m -> m.group(1)).toList();

    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  private static String spec() throws IOException {
    return Files.readString(SHARED_CRYPTO.resolve("SPEC.md"));
  }

  private static Set<String> required() throws IOException {
    return REQUIREMENT
        .matcher(spec())
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> cited() throws IOException {
    try (Stream<Path> modules =
        Stream.concat(
            Files.list(SHARED_CRYPTO), Files.list(SHARED_CRYPTO.resolveSibling("functions")))) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(SpecCoverageTest::javaFiles)
          .flatMap(file -> CITATION.matcher(read(file)).results())
          .flatMap(citation -> ID.matcher(citation.group(1)).results())
          .map(MatchResult::group)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
