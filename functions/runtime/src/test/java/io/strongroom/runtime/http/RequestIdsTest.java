package io.strongroom.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestIdsTest {

  @Test
  void next_manyTimes_neverTheSame() {
    RequestIds ids = new RequestIds();
    Set<String> given = new HashSet<>();

    for (int i = 0; i < 1_000; i++) {
      String id = ids.next();
      assertThat(id).matches("[0-9A-F]{32}");
      given.add(id);
    }

    assertThat(given).hasSize(1_000);
  }
}
