package io.strongroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private final Workload row = Workload.table().getFirst();
  private final Results results = new Results();

  @Test
  void table_medianSpreadAndRatio() {
    add("before", 100);
    add("before", 90);
    add("before", 300);
    add("now", 250);
    assertThat(results.table(List.of("before", "now"), "before"))
        .contains(
            "| put 4 KiB SSE-S3 | 100 /s (90–300) | 1.0, 2.0 | 250 /s (250–250) | 1.0, 2.0 | 2.50 |");
  }

  @Test
  void failed_ofAll() {
    results.add(row, "now", new Sample(1, 0, 1, 2, 3));
    results.add(row, "before", new Sample(1, 0, 1, 2, 4));
    assertThat(results.failed()).isEqualTo(7);
  }

  private void add(String server, double rate) {
    results.add(row, server, new Sample(rate, 0, 1, 2, 0));
  }
}
