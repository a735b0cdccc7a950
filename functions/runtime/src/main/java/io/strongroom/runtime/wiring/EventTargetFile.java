package io.strongroom.runtime.wiring;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.EventTargets;
import io.strongroom.storage.upstream.UpstreamBucket;
import io.strongroom.storage.webhook.EventFormat;
import io.strongroom.storage.webhook.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Those that may be told of what happens, from a file: {@code NAME.url}, or {@code NAME.topic} of
 * Kafka; {@code NAME.format} ({@code s3}, {@code cloudevents} or {@code structured}), {@code
 * NAME.token}, {@code NAME.ca-file} and {@code NAME.accounts} where they are not as usual. Buckets
 * name one as {@code arn:strongroom:events:::NAME}.
 */
final class EventTargetFile implements EventTargets {

  private static final String ARN = "arn:strongroom:events:::";

  private static final Set<String> KNOWN =
      Set.of("url", "topic", "format", "token", "ca-file", "accounts");

  /**
   * @param accounts of whose objects it may be told; empty for those of all
   */
  private record Target(EventTarget told, Set<String> accounts) {}

  private final Map<String, Target> targets;

  private EventTargetFile(Map<String, Target> targets) {
    this.targets = Map.copyOf(targets);
  }

  /** Fails as {@link TargetFile#read}. */
  static EventTargets read(Path file, boolean mounted, TargetTopics topics) {
    Map<String, Target> targets = new HashMap<>();
    TargetFile.read(file, mounted, KNOWN)
        .forEach(
            (name, section) ->
                targets.put(ARN + name, new Target(told(section, topics), section.accounts())));
    return new EventTargetFile(targets);
  }

  private static EventTarget told(TargetFile.Section section, TargetTopics topics) {
    return section
        .value("topic")
        .map(topic -> topic(section, topic, topics))
        .orElseGet(() -> hook(section));
  }

  private static EventTarget topic(TargetFile.Section section, String topic, TargetTopics topics) {
    for (String other : Set.of("url", "token", "ca-file")) {
      if (section.value(other).isPresent()) {
        throw new IllegalArgumentException(section.name() + "." + other + " is not for a topic");
      }
    }
    // Source: "Topic", org.apache.kafka.common.internals: what a broker takes as a name.
    if (!topic.matches("[A-Za-z0-9._-]{1,249}") || topic.equals(".") || topic.equals("..")) {
      throw new IllegalArgumentException(section.name() + ".topic is no name of a topic");
    }
    return topics.topic(topic, format(section));
  }

  private static EventTarget hook(TargetFile.Section section) {
    URI address = URI.create(section.required("url"));
    if (address.getHost() == null
        || !Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
      throw new IllegalArgumentException(section.name() + ".url is no address of HTTP");
    }
    if (section.value("token").isPresent() && !UpstreamBucket.isSafe(address)) {
      throw new IllegalArgumentException(
          section.name() + ".token needs https unless the target is this machine");
    }
    return new Webhook(address, format(section), section.value("token"), section.tls());
  }

  private static EventFormat format(TargetFile.Section section) {
    return section.choice("format", EventFormat.S3);
  }

  @Override
  public Optional<EventTarget> find(String arn, AccountId account) {
    return Optional.ofNullable(targets.get(arn))
        .filter(
            target -> target.accounts().isEmpty() || target.accounts().contains(account.value()))
        .map(Target::told);
  }
}
