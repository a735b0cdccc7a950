package io.strongroom.emulator.dew;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DewPathTest {

  private static final DewPath TAG =
      DewPath.parse("DELETE /v1.0/{project_id}/kms/{key_id}/tags/{key}");

  private static Optional<DewPath.Match> match(String path) {
    return TAG.match(DewPath.split(path));
  }

  @Test
  void match_everyVariable_byItsName() {
    assertThat(match("/v1.0/p1/kms/k1/tags/team"))
        .contains(new DewPath.Match("p1", Map.of("key_id", "k1", "key", "team")));
  }

  @Test
  void match_encodedSegment_decodedOnce() {
    assertThat(match("/v1.0/p1/kms/k1/tags/a%2Fb%252F+c"))
        .map(found -> found.variables().get("key"))
        .contains("a/b%2F+c");
  }

  @Test
  void match_slashAtTheEnd_doesNotCount() {
    assertThat(match("/v1.0/p1/kms/k1/tags/team/")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.0/p1/kms/k1/tags",
        "/v1.0/p1/kms/k1/tags/a/b",
        "/v2/p1/kms/k1/tags/team",
        "/v1.0/p1/kms//tags/team",
        "/v1.0//kms/k1/tags/team",
        "/v1.0/p1/kms/k1/tags/%zz",
        "/v1.0/p1/kms/k1/tags//"
      })
  void match_otherPath_empty(String path) {
    assertThat(match(path)).isEmpty();
  }

  @Test
  void match_projectTooLong_empty() {
    assertThat(match("/v1.0/" + "p".repeat(64) + "/kms/k1/tags/team")).isPresent();
    assertThat(match("/v1.0/" + "p".repeat(65) + "/kms/k1/tags/team")).isEmpty();
  }

  @Test
  void split_pathOfNothing_oneEmptySegment() {
    assertThat(DewPath.split("/v1.0/")).containsExactly("v1.0");
  }
}
