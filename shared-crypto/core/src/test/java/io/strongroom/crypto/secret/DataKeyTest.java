package io.strongroom.crypto.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataKeyTest {

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"AES_256_GCM", "SM4_GCM"})
  @Spec("SUITE-2")
  void of_wrongLength_rejectedAndZeroed(Suite suite) {
    for (int length : new int[] {0, 15, 17, 31, 33, 64, 48 - suite.keyLength()}) {
      SecretBytes secret = SecretBytes.random(length);
      assertThatThrownBy(() -> DataKey.of(suite, secret)).isInstanceOf(CiphertextRejected.class);
      assertThatThrownBy(() -> secret.use(bytes -> bytes))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  @Spec("SUITE-2")
  void generate_twice_freshAndOfTheSuite(Suite suite) {
    try (DataKey one = DataKey.generate(suite);
        DataKey two = DataKey.generate(suite)) {
      assertThat(one.secret().length()).isEqualTo(suite.keyLength());
      assertThat(one.secret().matches(two.secret())).isFalse();
    }
  }

  @Test
  @Spec({"SUITE-2", "LAYER-2"})
  void ofLayers_twoKeys_givesEachBackAndNeitherIsTheOther() {
    try (DataKey inner = DataKey.generate(Suite.AES_256_GCM);
        DataKey outer = DataKey.generate(Suite.AES_256_GCM);
        DataKey both = DataKey.ofLayers(inner, outer)) {
      assertThat(both.suite()).isEqualTo(Suite.AES_256_GCM_TWICE);
      assertThat(both.secret().length()).isEqualTo(64);
      try (DataKey innerAgain = both.inner();
          DataKey outerAgain = both.outer()) {
        assertThat(innerAgain.secret().matches(inner.secret())).isTrue();
        assertThat(outerAgain.secret().matches(outer.secret())).isTrue();
        assertThat(innerAgain.secret().matches(outer.secret())).isFalse();
      }
    }
  }

  @Test
  void inner_ofOneLayer_refused() {
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM);
        DataKey sm4 = DataKey.generate(Suite.SM4_GCM)) {
      assertThatThrownBy(key::inner).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(key::outer).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> DataKey.ofLayers(key, sm4))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @Spec("SUITE-2")
  void of_twoLayersOfAnotherLength_rejected() {
    for (int length : new int[] {0, 16, 32, 63, 65}) {
      SecretBytes secret = SecretBytes.random(length);
      assertThatThrownBy(() -> DataKey.of(Suite.AES_256_GCM_TWICE, secret))
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  @Test
  void close_key_zeroedAndCopyLives() {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) 7);
    DataKey key = DataKey.of(Suite.AES_256_GCM, SecretBytes.adopt(bytes));
    try (DataKey copy = key.copy()) {
      key.close();

      assertThat(bytes).containsOnly(0);
      assertThat(copy.secret().<byte[]>use(b -> b.clone())).containsOnly(7);
    }
  }

  @Test
  void matches_crosswiseOnTwoThreads_bothEnd() {
    try (SecretBytes one = SecretBytes.random(32);
        SecretBytes two = one.copy();
        SecretBytes other = SecretBytes.random(32)) {
      assertThat(one.matches(other)).isFalse();
      CompletableFuture<Boolean> forth = manyTimes(one, two);
      CompletableFuture<Boolean> back = manyTimes(two, one);

      assertThat(forth.thenCombine(back, Boolean::logicalAnd))
          .succeedsWithin(Duration.ofSeconds(30))
          .isEqualTo(true);
    }
  }

  private static CompletableFuture<Boolean> manyTimes(SecretBytes one, SecretBytes two) {
    return CompletableFuture.supplyAsync(
        () -> IntStream.range(0, 50_000).allMatch(i -> one.matches(two)),
        task -> Thread.ofPlatform().daemon().start(task));
  }

  @Test
  void toString_key_redacted() {
    byte[] bytes = HexFormat.of().parseHex("5ec2e7".repeat(10) + "aabb");
    try (DataKey key = DataKey.of(Suite.AES_256_GCM, SecretBytes.adopt(bytes))) {
      assertThat(key.toString() + key.secret()).contains("redacted").doesNotContain("5ec2e7");
    }
  }
}
