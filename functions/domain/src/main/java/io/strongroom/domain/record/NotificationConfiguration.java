package io.strongroom.domain.record;

import java.util.List;
import java.util.Optional;

/** Who is told of what happens to objects of a bucket. */
public record NotificationConfiguration(List<Listener> listeners) {

  public NotificationConfiguration {
    listeners = List.copyOf(listeners);
  }

  /** As which kind of thing a listener is named. It makes no other difference. */
  public enum Kind {
    TOPIC,
    QUEUE
  }

  /**
   * One that is told.
   *
   * @param arn of a target that the operator has set up
   * @param events as they were given, {@code s3:} in front, with a star for all of a group
   * @param prefix of keys; empty where nothing is said of it
   * @param suffix of keys, likewise
   */
  public record Listener(
      String id,
      Kind kind,
      String arn,
      List<String> events,
      Optional<String> prefix,
      Optional<String> suffix) {

    public Listener {
      events = List.copyOf(events);
    }

    /** What it is told under: a target may be told by several listeners. */
    public String lane() {
      return arn + " " + id;
    }
  }

  /** The listener that is told under a name. */
  public Optional<Listener> of(String lane) {
    return listeners.stream().filter(each -> each.lane().equals(lane)).findFirst();
  }
}
