package io.strongroom.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchQueueTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());

  @Test
  void offer_moreThanABatch_inOrderAndNoBatchTooLarge() {
    BatchQueue<Integer> queue = queue(100, 10, Duration.ofMillis(1));
    for (int i = 0; i < 95; i++) {
      assertThat(queue.offer(i)).isTrue();
    }
    queue.close(LONG);

    assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(10));
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.range(0, 95).boxed().toList());
  }

  @Test
  void offer_noRoom_refusedAndTheRestHandedOn() {
    BatchQueue<Integer> queue = queue(2, 10, LONG);

    assertThat(queue.offer(1)).isTrue();
    assertThat(queue.offer(2)).isTrue();
    assertThat(queue.offer(3)).isFalse();
  }

  @Test
  void offer_aWholeBatch_doesNotWaitForThePause() {
    BatchQueue<Integer> queue = queue(10, 1, LONG);
    assertThat(queue.offer(1)).isTrue();
    queue.close(LONG);

    assertThat(batches.getFirst()).containsExactly(1);
  }

  @Test
  void close_slowSink_waitsUntilAllIsTaken() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
    BatchQueue<Integer> queue =
        new BatchQueue<>(
            "test",
            new BatchQueue.Bounds(10, 1, LONG),
            batch -> {
              begun.countDown();
              goOn.await();
              taken.addAll(batch);
            });
    assertThat(queue.offer(1)).isTrue();
    begun.await();
    assertThat(queue.offer(2)).isTrue();
    goOn.countDown();
    queue.close(LONG);

    assertThat(taken).containsExactly(1, 2);
  }

  private BatchQueue<Integer> queue(int waiting, int atOnce, Duration pause) {
    return new BatchQueue<>(
        "test", new BatchQueue.Bounds(waiting, atOnce, pause), batch -> batches.add(batch));
  }
}
