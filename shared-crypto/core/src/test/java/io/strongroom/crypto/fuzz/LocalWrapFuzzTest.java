package io.strongroom.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.crypto.Spec;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

class LocalWrapFuzzTest {

  private static final SecretBytes KEY = SecretBytes.copyOf(new byte[32]);
  private static final KeyBinding BINDING = new KeyBinding("arn:aws:s3:::b/k");

  /** A wrap has one purpose and one suite: at most one way of opening it succeeds. */
  @FuzzTest
  @Spec({"GEN-1", "GEN-3"})
  void unwrap_anyBytes_oneWayOrRejected(byte[] bytes) {
    WrappedKey wrapped = WrappedKey.of(bytes);
    List<Consumer<WrappedKey>> ways =
        Stream.of(Suite.values()).flatMap(LocalWrapFuzzTest::waysOf).toList();
    assertThat(ways.stream().filter(way -> opens(way, wrapped)).count()).isLessThanOrEqualTo(1);
  }

  private static Stream<Consumer<WrappedKey>> waysOf(Suite suite) {
    return Stream.of(
        wrapped -> LocalWrap.unwrap(KEY, suite, wrapped, BINDING).close(),
        wrapped -> LocalWrap.unwrapWithCustomerKey(KEY, suite, wrapped, BINDING).close(),
        wrapped -> MetadataKey.unwrap(KEY, suite, wrapped, BINDING).close());
  }

  private static boolean opens(Consumer<WrappedKey> way, WrappedKey wrapped) {
    try {
      way.accept(wrapped);
      return true;
    } catch (CiphertextRejected e) {
      assertThat(e.reason()).isNotEmpty();
      return false;
    }
  }
}
