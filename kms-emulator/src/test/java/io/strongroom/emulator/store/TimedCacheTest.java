package io.strongroom.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TimedCacheTest {

  private final AtomicInteger loads = new AtomicInteger();
  private final Function<String, Uni<String>> loader =
      name -> Uni.createFrom().item(name + loads.incrementAndGet());
  private final TimedCache<String, String> cache = new TimedCache<>(Duration.ofHours(1));

  private static <T> T item(Uni<T> uni) {
    return uni.subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted().getItem();
  }

  @Test
  void get_again_isWhatWasLoaded() {
    assertThat(item(cache.get("a", loader))).isEqualTo("a1");
    assertThat(item(cache.get("a", loader))).isEqualTo("a1");
    assertThat(item(cache.get("b", loader))).isEqualTo("b2");
  }

  @Test
  void get_afterItsTime_loadsAgain() {
    TimedCache<String, String> brief = new TimedCache<>(Duration.ofNanos(-1));

    assertThat(item(brief.get("a", loader))).isEqualTo("a1");
    assertThat(item(brief.get("a", loader))).isEqualTo("a2");
  }

  @Test
  void forget_andClear_haveItLoadedAgain() {
    item(cache.get("a", loader));
    cache.forget("a");
    assertThat(item(cache.get("a", loader))).isEqualTo("a2");
    cache.clear();
    assertThat(item(cache.get("a", loader))).isEqualTo("a3");
  }

  @Test
  void get_whileLoading_waitsForTheSameLoad() {
    CompletableFuture<String> loading = new CompletableFuture<>();
    Function<String, Uni<String>> slow =
        name -> {
          loads.incrementAndGet();
          return Uni.createFrom().completionStage(loading);
        };
    UniAssertSubscriber<String> first =
        cache.get("a", slow).subscribe().withSubscriber(UniAssertSubscriber.create());
    UniAssertSubscriber<String> second =
        cache.get("a", slow).subscribe().withSubscriber(UniAssertSubscriber.create());
    loading.complete("found");

    assertThat(first.awaitItem().getItem()).isEqualTo("found");
    assertThat(second.awaitItem().getItem()).isEqualTo("found");
    assertThat(loads).hasValue(1);
  }

  @Test
  void get_thatFails_isNotRemembered() {
    cache
        .get("a", name -> Uni.createFrom().failure(new IllegalStateException("away")))
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertFailedWith(IllegalStateException.class, "away");

    assertThat(item(cache.get("a", loader))).isEqualTo("a1");
  }

  @Test
  void forget_whileLoading_givesLaterCallersAFreshOne() {
    CompletableFuture<String> loading = new CompletableFuture<>();
    UniAssertSubscriber<String> early =
        cache
            .get("a", name -> Uni.createFrom().completionStage(loading))
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    cache.forget("a");

    assertThat(item(cache.get("a", loader))).isEqualTo("a1");
    loading.complete("old");
    assertThat(early.awaitItem().getItem()).isEqualTo("old");
    assertThat(item(cache.get("a", loader))).isEqualTo("a1");
  }
}
