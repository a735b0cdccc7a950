package io.strongroom.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.fault.FaultRule.Call;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FormerRepliesTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private final FormerReplies<String> replies = new FormerReplies<>();

  private static Call call(String request) {
    return new Call("ListAliases", AccountId.of("111122223333"), "", request);
  }

  @Test
  void find_ofTheSameCall_isTheReplyThatWasKept() {
    replies.keep(call("a"), "old", HOUR);

    assertThat(replies.find(call("a"), HOUR)).contains("old");
    assertThat(replies.find(call("b"), HOUR)).isEmpty();
  }

  @Test
  void keep_whileAnotherIsYoung_keepsTheOther() {
    replies.keep(call("a"), "old", HOUR);
    replies.keep(call("a"), "new", HOUR);

    assertThat(replies.find(call("a"), HOUR)).contains("old");
  }

  @Test
  void find_ofWhatIsTooOld_isEmpty_andIsReplaced() {
    replies.keep(call("a"), "old", HOUR);

    assertThat(replies.find(call("a"), Duration.ofNanos(-1))).isEmpty();
    replies.keep(call("a"), "new", Duration.ofNanos(-1));
    assertThat(replies.find(call("a"), HOUR)).contains("new");
  }

  @Test
  void keep_ofMoreThanAThousand_forgetsTheOldest() {
    for (int i = 0; i < 1001; i++) {
      replies.keep(call("" + i), "reply", HOUR);
    }

    assertThat(replies.find(call("0"), HOUR)).isEmpty();
    assertThat(replies.find(call("1000"), HOUR)).isPresent();
  }
}
