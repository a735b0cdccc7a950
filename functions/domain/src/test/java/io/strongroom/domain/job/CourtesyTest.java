package io.strongroom.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CourtesyTest {

  private static final long MS = 1_000_000;
  private static final int MOST = 16;

  private final Courtesy courtesy = new Courtesy();

  private void clientsWait(long nanos) {
    for (int i = 0; i < 20; i++) {
      courtesy.heard(nanos);
    }
  }

  private Courtesy.Allowance batchWhileClientsWait(long nanos) {
    Courtesy.Allowance allowance = courtesy.begin(MOST);
    clientsWait(nanos);
    courtesy.end();
    return allowance;
  }

  @Test
  void begin_nobodyElse_allOfIt() {
    assertThat(courtesy.begin(MOST)).isEqualTo(new Courtesy.Allowance(MOST, Duration.ZERO));
  }

  @Test
  void begin_clientsWaitAsUsual_allOfIt() {
    clientsWait(2 * MS);
    batchWhileClientsWait(3 * MS);

    assertThat(courtesy.begin(MOST).atOnce()).isEqualTo(MOST);
  }

  @Test
  void begin_clientsWaitLonger_halfAsMuchEachTimeAndAPauseInTheEnd() {
    clientsWait(2 * MS);
    batchWhileClientsWait(50 * MS);

    assertThat(batchWhileClientsWait(50 * MS).atOnce()).isEqualTo(MOST / 2);
    assertThat(batchWhileClientsWait(50 * MS).atOnce()).isEqualTo(MOST / 4);
    Courtesy.Allowance least = batchWhileClientsWait(50 * MS);
    for (int i = 0; i < 5; i++) {
      least = batchWhileClientsWait(50 * MS);
    }
    assertThat(least.atOnce()).isEqualTo(1);
    assertThat(least.pause()).isPositive();
  }

  @Test
  void begin_oneQuickAnswer_isNotWhatIsUsual() {
    clientsWait(10 * MS);
    courtesy.begin(MOST);
    courtesy.heard(MS / 10);
    clientsWait(12 * MS);

    assertThat(courtesy.begin(MOST).atOnce()).isEqualTo(MOST);
  }

  @Test
  void begin_clientsAreGone_growsAgain() {
    clientsWait(2 * MS);
    for (int i = 0; i < 8; i++) {
      batchWhileClientsWait(50 * MS);
    }
    int before = courtesy.begin(MOST).atOnce();
    courtesy.end();
    for (int i = 0; i < 20; i++) {
      courtesy.begin(MOST);
      courtesy.end();
    }

    assertThat(before).isEqualTo(1);
    assertThat(courtesy.begin(MOST)).isEqualTo(new Courtesy.Allowance(MOST, Duration.ZERO));
  }

  @Test
  void begin_fewWaits_decideNothing() {
    clientsWait(2 * MS);
    batchWhileClientsWait(2 * MS);
    courtesy.begin(MOST);
    courtesy.heard(500 * MS);

    assertThat(courtesy.begin(MOST).atOnce()).isEqualTo(MOST);
  }

  @Test
  void begin_processThatWasNeverIdle_learnsFromItsQuickestAnswers() {
    courtesy.begin(MOST);
    clientsWait(2 * MS);
    clientsWait(90 * MS);

    assertThat(courtesy.begin(MOST).atOnce()).isEqualTo(MOST / 2);
  }
}
