package io.strongroom.runtime.identity;

import static io.strongroom.runtime.identity.KeyHolderSamples.known;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

  private static final String KEY = "AKIAEXAMPLEEXAMPLE00";

  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private final KnownKeys keys = new KnownKeys(now::get);

  private void pass(int millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void current_neverRead_unknown() {
    assertThat(keys.current(KEY)).isEmpty();
  }

  @Test
  void current_readAMomentAgo_known() {
    keys.keep(KEY, Optional.empty(), 7, now.get());
    pass(400);

    assertThat(keys.current(KEY)).isPresent();
  }

  @Test
  void current_nobodyConfirms_endsWithinASecond() {
    keys.keep(KEY, Optional.empty(), 7, now.get());
    pass(999);

    assertThat(keys.current(KEY)).isEmpty();
  }

  @Test
  void current_confirmedAgainAndAgain_staysKnown() {
    keys.keep(KEY, Optional.empty(), 7, now.get());
    for (int i = 0; i < 20; i++) {
      pass(500);
      keys.confirm(7, now.get());
    }

    assertThat(keys.current(KEY)).isPresent();
  }

  @Test
  void current_confirmationsStop_endsWithinASecond() {
    keys.keep(KEY, Optional.empty(), 7, now.get());
    pass(600);
    keys.confirm(7, now.get());
    pass(999);

    assertThat(keys.current(KEY)).isEmpty();
  }

  @Test
  void current_otherRevision_endsAtOnce() {
    keys.keep(KEY, Optional.empty(), 7, now.get());
    keys.confirm(8, now.get());

    assertThat(keys.current(KEY)).isEmpty();
  }

  @Test
  void doubt_endsAtOnce_untilReadAgain() {
    keys.keep(KEY, Optional.empty(), 7, now.get());
    keys.confirm(7, now.get());
    keys.doubt();
    assertThat(keys.current(KEY)).isEmpty();

    keys.keep(KEY, Optional.empty(), 8, now.get());

    assertThat(keys.current(KEY)).isPresent();
  }

  /** The answer to a question that was under way when something changed. */
  @Test
  void confirm_askedBeforeTheDoubt_doesNotEndIt() {
    keys.keep(KEY, Optional.empty(), 7, now.get());
    long askedBefore = now.get();
    pass(100);
    keys.doubt();
    keys.confirm(7, askedBefore);

    assertThat(keys.current(KEY)).isEmpty();
  }

  @Test
  void keep_manyNamesOfNobody_keysStayKnown() {
    keys.keep(KEY, Optional.of(known(KEY, new byte[] {1})), 7, now.get());
    for (int i = 0; i < 20_000; i++) {
      keys.keep("AKIANOBODY%010d".formatted(i), Optional.empty(), 7, now.get());
    }

    assertThat(keys.current(KEY)).isPresent();
  }

  @Test
  void zeroRetired_keyThatWentAMinuteAgo_zeroed() {
    byte[] secret = {1, 2, 3};
    keys.keep(KEY, Optional.of(known(KEY, secret)), 7, now.get());
    keys.keep(KEY, Optional.empty(), 8, now.get());
    pass(59_000);
    keys.zeroRetired();
    assertThat(secret).containsExactly(1, 2, 3);

    pass(2_000);
    keys.zeroRetired();

    assertThat(secret).containsOnly(0);
  }

  @Test
  void zeroRetired_keyThatCameBack_notZeroed() {
    byte[] secret = {1, 2, 3};
    Known known = known(KEY, secret);
    keys.keep(KEY, Optional.of(known), 7, now.get());
    keys.keep(KEY, Optional.empty(), 8, now.get());
    keys.keep(KEY, Optional.of(known), 9, now.get());
    pass(61_000);
    keys.zeroRetired();

    assertThat(secret).containsExactly(1, 2, 3);
  }

  @Test
  void zeroRetired_keyThatMadeRoom_zeroed() {
    byte[] secret = {1, 2, 3};
    keys.keep(KEY, Optional.of(known(KEY, secret)), 7, now.get());
    for (int i = 0; i < 10_000; i++) {
      String other = "AKIAOTHER0%010d".formatted(i);
      keys.keep(other, Optional.of(known(KEY, new byte[] {1})), 7, now.get());
    }
    pass(61_000);
    keys.zeroRetired();

    assertThat(secret).containsOnly(0);
  }

  @Test
  void forget_nothingIsKnownAndSecretsGo() {
    byte[] secret = {1, 2, 3};
    keys.keep(KEY, Optional.of(known(KEY, secret)), 7, now.get());
    keys.forget();
    assertThat(keys.current(KEY)).isEmpty();

    pass(61_000);
    keys.zeroRetired();

    assertThat(secret).containsOnly(0);
  }
}
