package io.strongroom.runtime.wiring;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.EventTargets;
import io.strongroom.storage.upstream.UpstreamBucket;
import io.strongroom.storage.webhook.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Those that may be told of what happens, from a file: {@code NAME.url}; {@code NAME.format}
 * ({@code s3}, {@code cloudevents} or {@code structured}), {@code NAME.token}, {@code NAME.ca-file}
 * and {@code NAME.accounts} where they are not as usual. Buckets name one as {@code
 * arn:strongroom:events:::NAME}.
 */
final class WebhookTargets implements EventTargets {

  private static final String ARN = "arn:strongroom:events:::";

  private static final Set<String> KNOWN = Set.of("url", "format", "token", "ca-file", "accounts");

  /**
   * @param accounts of whose objects it may be told; empty for those of all
   */
  private record Target(EventTarget hook, Set<String> accounts) {}

  private final Map<String, Target> targets;

  private WebhookTargets(Map<String, Target> targets) {
    this.targets = Map.copyOf(targets);
  }

  /** Fails as {@link TargetFile#read}. */
  static EventTargets read(Path file, boolean mounted) {
    Map<String, Target> targets = new HashMap<>();
    TargetFile.read(file, mounted, KNOWN)
        .forEach((name, section) -> targets.put(ARN + name, target(section)));
    return new WebhookTargets(targets);
  }

  private static Target target(TargetFile.Section section) {
    URI address = URI.create(section.required("url"));
    if (address.getHost() == null
        || !Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
      throw new IllegalArgumentException(section.name() + ".url is no address of HTTP");
    }
    if (section.value("token").isPresent() && !UpstreamBucket.isSafe(address)) {
      throw new IllegalArgumentException(
          section.name() + ".token needs https unless the target is this machine");
    }
    return new Target(
        new Webhook(
            address,
            section.choice("format", Webhook.Format.S3),
            section.value("token"),
            section.tls()),
        section.accounts());
  }

  @Override
  public Optional<EventTarget> find(String arn, AccountId account) {
    return Optional.ofNullable(targets.get(arn))
        .filter(
            target -> target.accounts().isEmpty() || target.accounts().contains(account.value()))
        .map(Target::hook);
  }
}
