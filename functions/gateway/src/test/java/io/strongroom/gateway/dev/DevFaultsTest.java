package io.strongroom.gateway.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevFaultsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 20, 50, 99, 100})
  void strikes_ofAThousandRequests_areTheShare(int percent) {
    DevFaults faults = new DevFaults(percent, 0);

    assertThat(LongStream.range(0, 1000).filter(faults::strikes).count()).isEqualTo(percent * 10L);
  }

  @Test
  void strikes_half_isEveryOtherRequest() {
    DevFaults faults = new DevFaults(50, 0);

    assertThat(LongStream.range(0, 6).mapToObj(faults::strikes))
        .containsExactly(false, true, false, true, false, true);
  }

  @Test
  void faults_thatCannotBe_rejected() {
    assertThatThrownBy(() -> new DevFaults(101, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DevFaults(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
