package io.strongroom.runtime.wiring;

import io.strongroom.domain.notification.Notifier;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.EventTargets;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.Workers;
import io.strongroom.runtime.config.EventsConfig;
import io.strongroom.runtime.config.StrongroomConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Telling of what happens: to whom, and by whom. */
final class NotificationBeans {

  @Produces
  @Singleton
  EventTargets targets(StrongroomConfig config, Instance<TargetTopics> topics) {
    return config
        .events()
        .targets()
        .map(
            file ->
                TargetFile.atStart(
                    file,
                    () ->
                        EventTargetFile.read(
                            file,
                            config.mountedSecrets(),
                            topics.isResolvable() ? topics.get() : TargetTopics.untold())))
        .orElseGet(EventTargets::none);
  }

  @Produces
  @Singleton
  Notifier.Work work(ObjectOutbox outbox, Buckets buckets, EventTargets targets) {
    return new Notifier.Work(outbox, buckets, targets);
  }

  @Produces
  @Singleton
  Notifier notifier(
      Notifier.Work work,
      Workers workers,
      NotificationMetrics metrics,
      StrongroomConfig config,
      InstantSource clock) {
    EventsConfig events = config.events();
    return new Notifier(
        work, workers, new Notifier.Patience(events.lease(), events.retryFor()), metrics, clock);
  }
}
