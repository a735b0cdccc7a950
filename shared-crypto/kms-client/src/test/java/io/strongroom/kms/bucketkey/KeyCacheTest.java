package io.strongroom.kms.bucketkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.BucketKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What becomes of those who wait when a key cannot even be asked for. */
class KeyCacheTest {

  private static final RuntimeException BUG = new IllegalStateException("a bug");

  private final KeyCache<String> cache = new KeyCache<>(10, InstantSource.system(), () -> {});

  private CompletionStage<BucketKey> ask(Supplier<KeyCache.Terms> terms) {
    return cache.get("k", terms);
  }

  @Test
  void get_termsFail_eachAskerHearsOfIt() {
    for (int i = 0; i < 3; i++) {
      assertThat(
              ask(
                  () -> {
                    throw BUG;
                  }))
          .isCompletedExceptionally();
    }
  }

  @Test
  void get_fetchFails_eachAskerHearsOfIt() {
    for (int i = 0; i < 3; i++) {
      assertThat(
              ask(
                  () ->
                      new KeyCache.Terms(
                          () -> {
                            throw BUG;
                          },
                          Duration.ofMinutes(1),
                          Duration.ofMinutes(1),
                          1)))
          .isCompletedExceptionally();
    }
  }
}
