package io.strongroom.replication.kafka;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.strongroom.domain.port.EventTargets.EventTarget;
import io.strongroom.domain.port.EventTargets.Message;
import io.strongroom.runtime.wiring.TargetTopics;
import io.strongroom.storage.webhook.EventFormat;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Topics of the Kafka that {@code kafka.bootstrap.servers} names. Nothing connects to it before
 * there is something to tell. An event is told when all replicas that are in step have it.
 * Thread-safe.
 */
@Singleton
final class KafkaTopics implements TargetTopics {

  /** Longer than the producer tries ({@code delivery.timeout.ms}), shorter than a lease. */
  private static final Duration LONGEST = Duration.ofSeconds(50);

  /** Records that wait for Kafka: those that nobody waits for any more are among them. */
  private static final int MOST_WAITING = 1_024;

  private final Semaphore room = new Semaphore(MOST_WAITING);

  private final MutinyEmitter<String> emitter;
  private final Optional<String> servers;

  /**
   * @param servers of which only whether they are named matters here: the channel reads it itself
   */
  KafkaTopics(
      // Bounded by the room; a bounded buffer that is full would end the channel for good.
      @Channel("strongroom-events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<String> emitter,
      @ConfigProperty(name = "kafka.bootstrap.servers") Optional<String> servers) {
    this.emitter = emitter;
    this.servers = servers;
  }

  @Override
  public EventTarget topic(String name, EventFormat format) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException(
          "topic " + name + " needs kafka.bootstrap.servers, the addresses of Kafka");
    }
    TopicRecords records = new TopicRecords(name, format);
    return message -> tell(records, message);
  }

  private void tell(TopicRecords records, Message message) throws IOException {
    if (!room.tryAcquire()) {
      throw new IOException("Kafka has not taken what was told before");
    }
    try {
      Uni.createFrom()
          .deferred(() -> emitter.sendMessage(records.of(message)))
          .onTermination()
          .invoke(room::release)
          .subscribeAsCompletionStage()
          .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("Kafka does not answer", e);
    } catch (ExecutionException e) {
      throw new IOException("Kafka did not take it: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while Kafka was told");
    }
  }
}
