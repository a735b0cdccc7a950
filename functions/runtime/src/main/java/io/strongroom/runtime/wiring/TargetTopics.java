package io.strongroom.runtime.wiring;

import io.strongroom.domain.port.EventTargets.EventTarget;
import io.strongroom.storage.webhook.EventFormat;

/** Topics of a log that events can be told to. Only processes that tell any have it. */
@FunctionalInterface
public interface TargetTopics {

  /**
   * @throws IllegalArgumentException when it is not known where the log is
   */
  EventTarget topic(String name, EventFormat format);

  /** For processes that look only whether a target is there. */
  static TargetTopics untold() {
    return (name, format) ->
        message -> {
          throw new IllegalStateException("this process tells no topics");
        };
  }
}
