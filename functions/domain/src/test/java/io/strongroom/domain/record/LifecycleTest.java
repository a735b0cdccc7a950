package io.strongroom.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When things go by themselves, and by which rule. */
class LifecycleTest {

  private static final Instant WRITTEN = Instant.parse("2026-02-19T10:11:12Z");

  @ParameterizedTest
  @CsvSource({
    "2026-02-19T10:11:12Z, 7, 2026-02-27T00:00:00Z",
    "2026-02-19T00:00:00.001Z, 1, 2026-02-21T00:00:00Z",
    "2026-02-19T00:00:00Z, 1, 2026-02-20T00:00:00Z",
    "2026-12-31T23:59:59Z, 1, 2027-01-02T00:00:00Z",
  })
  void due_afterDays_isTheMidnightThatFollows(Instant from, int days, Instant due) {
    assertThat(Lifecycle.due(from, days)).isEqualTo(due);
    // What is due is found by the bound that a sweep asks with, and not a moment before.
    assertThat(from).isBeforeOrEqualTo(Lifecycle.dueSince(due, days));
    assertThat(from).isAfter(Lifecycle.dueSince(due.minusMillis(1), days));
  }

  @Test
  void expiry_severalRules_theFirstThatIsDue() {
    Lifecycle lifecycle =
        lifecycle(
            rule("late", true, filter(""), new Expiration.AfterDays(9)),
            rule("off", false, filter(""), new Expiration.AfterDays(1)),
            rule("elsewhere", true, filter("b/"), new Expiration.AfterDays(1)),
            rule("soon", true, filter("a/"), new Expiration.AfterDays(7)),
            rule("markers", true, filter(""), new Expiration.OfMarkers(true)));

    assertThat(lifecycle.expiry("a/k", 1, List.of(), WRITTEN))
        .contains(new Lifecycle.Expiry(Instant.parse("2026-02-27T00:00:00Z"), "soon"));
    assertThat(lifecycle.expiry("c", 1, List.of(), WRITTEN))
        .contains(new Lifecycle.Expiry(Instant.parse("2026-03-01T00:00:00Z"), "late"));
  }

  @Test
  void fits_tagsAndSizes_allTestsMustHold() {
    Tag a = new Tag("a", "1");
    Tag b = new Tag("b", "2");
    LifecycleFilter filter =
        new LifecycleFilter(
            LifecycleFilter.Form.AND,
            Optional.of("p"),
            List.of(a, b),
            OptionalLong.of(10),
            OptionalLong.of(20));

    assertThat(filter.fits("pk", 11, List.of(b, new Tag("c", ""), a))).isTrue();
    assertThat(filter.fits("pk", 19, List.of(a, b))).isTrue();
    assertThat(filter.fits("pk", 10, List.of(a, b))).isFalse();
    assertThat(filter.fits("pk", 20, List.of(a, b))).isFalse();
    assertThat(filter.fits("pk", 11, List.of(a))).isFalse();
    assertThat(filter.fits("pk", 11, List.of(a, new Tag("b", "3")))).isFalse();
    assertThat(filter.fits("k", 11, List.of(a, b))).isFalse();
  }

  private static Lifecycle lifecycle(LifecycleRule... rules) {
    return new Lifecycle(Arrays.asList(rules), "");
  }

  private static LifecycleFilter filter(String prefix) {
    return new LifecycleFilter(
        LifecycleFilter.Form.SINGLE,
        Optional.of(prefix),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static LifecycleRule rule(
      String id, boolean enabled, LifecycleFilter filter, Expiration expiration) {
    return new LifecycleRule(
        id, enabled, filter, Optional.of(expiration), Optional.empty(), OptionalInt.empty());
  }
}
