package io.strongroom.domain.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whatever ends the work, what it held is closed: once it is over, and not before. */
class OwnershipTest {

  private static final class Held implements AutoCloseable {
    boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Held held = new Held();
  private final CompletableFuture<Held> arriving = new CompletableFuture<>();
  private final CompletableFuture<String> work = new CompletableFuture<>();
  private final List<Object> seen = new ArrayList<>();

  @Test
  void using_done_closed() {
    Uni<String> result = Ownership.using(Uni.createFrom().item(held), it -> item("done"));
    assertThat(result.await().indefinitely()).isEqualTo("done");
    assertThat(held.closed).isTrue();
  }

  @Test
  void using_workFails_closed() {
    Uni<String> result =
        Ownership.using(
            Uni.createFrom().item(held), it -> Uni.createFrom().failure(new Exception("no")));
    assertThatThrownBy(result.await()::indefinitely).hasMessageContaining("no");
    assertThat(held.closed).isTrue();
  }

  @Test
  void using_workThrows_closed() {
    Uni<String> result =
        Ownership.using(
            Uni.createFrom().item(held),
            it -> {
              throw new IllegalStateException("no");
            });
    assertThatThrownBy(result.await()::indefinitely).hasMessage("no");
    assertThat(held.closed).isTrue();
  }

  @Test
  void using_cancelledDuringTheWork_closedWhenItIsOver() {
    Cancellable waiting = subscribe(Ownership.using(Uni.createFrom().item(held), it -> working()));
    waiting.cancel();
    assertThat(held.closed).isFalse();
    work.complete("late");
    assertThat(held.closed).isTrue();
    assertThat(seen).isEmpty();
  }

  @Test
  void using_cancelledBeforeArrival_closedAllTheSame() {
    Cancellable waiting = subscribe(Ownership.using(arrival(), it -> item("done")));
    waiting.cancel();
    arriving.complete(held);
    assertThat(held.closed).isTrue();
    assertThat(seen).isEmpty();
  }

  @Test
  void handOver_made_leftToTheNewOwner() {
    Uni<String> result = Ownership.handOver(held, () -> item("owner"));
    assertThat(result.await().indefinitely()).isEqualTo("owner");
    assertThat(held.closed).isFalse();
  }

  @Test
  void handOver_makingFails_closed() {
    Uni<String> result =
        Ownership.handOver(held, () -> Uni.createFrom().failure(new Exception("no")));
    assertThatThrownBy(result.await()::indefinitely).hasMessageContaining("no");
    assertThat(held.closed).isTrue();
  }

  @Test
  void handOver_makingThrows_closed() {
    Uni<String> result =
        Ownership.handOver(
            held,
            () -> {
              throw new IllegalStateException("no");
            });
    assertThatThrownBy(result.await()::indefinitely).hasMessage("no");
    assertThat(held.closed).isTrue();
  }

  @Test
  void handOver_cancelled_closed() {
    subscribe(Ownership.handOver(held, this::working)).cancel();
    assertThat(held.closed).isTrue();
  }

  @Test
  void deliver_received_leftToTheReceiver() {
    subscribe(Ownership.deliver(arrival()));
    arriving.complete(held);
    assertThat(seen).containsExactly(held);
    assertThat(held.closed).isFalse();
  }

  @Test
  void deliver_cancelledBefore_closedOnArrival() {
    Cancellable waiting = subscribe(Ownership.deliver(arrival()));
    waiting.cancel();
    arriving.complete(held);
    assertThat(held.closed).isTrue();
    assertThat(seen).isEmpty();
  }

  @Test
  void deliver_cancelledAfter_leftToTheReceiver() {
    Cancellable waiting = subscribe(Ownership.deliver(arrival()));
    arriving.complete(held);
    waiting.cancel();
    assertThat(held.closed).isFalse();
  }

  @Test
  void deliver_fails_failureArrives() {
    Uni<Held> result = Ownership.deliver(arrival());
    arriving.completeExceptionally(new IllegalStateException("no"));
    assertThatThrownBy(result.await()::indefinitely).hasMessage("no");
  }

  private Uni<Held> arrival() {
    return Uni.createFrom().completionStage(arriving);
  }

  private Uni<String> working() {
    return Uni.createFrom().completionStage(work);
  }

  private <T> Cancellable subscribe(Uni<T> uni) {
    return uni.subscribe().with(seen::add, seen::add);
  }

  private static Uni<String> item(String value) {
    return Uni.createFrom().item(value);
  }
}
