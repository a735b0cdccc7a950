package io.strongroom.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.migration.KeyPlan.Present;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPlanTest {

  /** Oldest first: a letter is a version, a dash is a delete marker. */
  private static List<SourceVersion> source(String kinds) {
    List<SourceVersion> all = new ArrayList<>();
    for (int i = 0; i < kinds.length(); i++) {
      boolean marker = kinds.charAt(i) == '-';
      all.add(
          new SourceVersion(
              "key",
              marker ? "marker-" + i : String.valueOf(kinds.charAt(i)),
              marker,
              i == kinds.length() - 1,
              1,
              Instant.EPOCH,
              "tag"));
    }
    return all;
  }

  /** The same, where a star is what somebody else wrote. */
  private static List<Present> there(String kinds) {
    return source(kinds).stream()
        .map(
            each ->
                new Present(
                    "copy-" + each.id(),
                    each.marker(),
                    each.marker() || each.id().equals("*") ? "" : each.origin()))
        .toList();
  }

  private static String ids(List<SourceVersion> versions) {
    StringBuilder ids = new StringBuilder();
    versions.forEach(each -> ids.append(each.marker() ? "-" : each.id()));
    return ids.toString();
  }

  private static KeyPlan plan(String source, String there) {
    return KeyPlan.of(source(source), there(there));
  }

  @Test
  void of_nothingThere_copiesAllOldestFirst() {
    assertThat(ids(plan("ab-c", "").toCopy())).isEqualTo("ab-c");
  }

  @Test
  void of_killedAfterAnyStep_copiesWhatIsMissing() {
    String all = "-ab--c-";
    for (int done = 0; done <= all.length(); done++) {
      KeyPlan plan = plan(all, all.substring(0, done));

      assertThat(plan.found()).hasSize(done);
      assertThat(ids(plan.toCopy())).isEqualTo(all.substring(done));
      assertThat(plan.beneath()).isEmpty();
      assertThat(plan.othersWrote()).isFalse();
    }
  }

  @Test
  void of_leftOutBefore_isNamedAndNotPutOnTop() {
    KeyPlan plan = plan("abc-d", "ac-");

    assertThat(ids(plan.beneath())).isEqualTo("b");
    assertThat(ids(plan.toCopy())).isEqualTo("d");
  }

  @Test
  void of_othersWroteOnTop_copiesNothing() {
    for (String there : List.of("*", "a*", "a-*")) {
      KeyPlan plan = plan("abc", there);

      assertThat(plan.othersWrote()).as(there).isTrue();
      assertThat(plan.toCopy()).as(there).isEmpty();
    }
  }

  @Test
  void of_othersDeleted_copiesNothing() {
    assertThat(plan("ab", "a-").othersWrote()).isTrue();
  }

  @Test
  void of_othersWroteWhenAllWasThere_isFine() {
    assertThat(plan("ab", "ab*").othersWrote()).isFalse();
    assertThat(plan("ab", "ab-").othersWrote()).isFalse();
  }

  @Test
  void of_sourceReplacedItsOnlyVersion_copiesIt() {
    KeyPlan plan = plan("b", "a");

    assertThat(ids(plan.toCopy())).isEqualTo("b");
    assertThat(plan.othersWrote()).isFalse();
  }

  @Test
  void of_sourceForgotOldVersions_copiesNewOnes() {
    assertThat(ids(plan("cd", "abc").toCopy())).isEqualTo("d");
  }
}
