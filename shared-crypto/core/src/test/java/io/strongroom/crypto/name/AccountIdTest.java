package io.strongroom.crypto.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"000000000000", "0123456789abcdef0123456789abcdef", "aws"})
  void of_eitherCloudsId_keptAndShown(String text) {
    assertThat(AccountId.of(text)).hasToString(text);
    assertThat(AccountId.of(text).isNobody()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "1:2", "*", "arn:aws:iam::111122223333:root", "a/b"})
  void of_whatWouldSplitAnArnOrMatchSeveral_refused(String text) {
    assertThatThrownBy(() -> AccountId.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobody_isNoAccount() {
    assertThat(AccountId.NOBODY.isNobody()).isTrue();
    assertThat(AccountId.NOBODY).isNotEqualTo(AccountId.of("000000000000"));
  }
}
