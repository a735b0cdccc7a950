package io.strongroom.runtime.wiring;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.RemoteBuckets;
import io.strongroom.storage.upstream.UpstreamBucket;
import io.strongroom.storage.upstream.UpstreamCredentials;
import io.strongroom.storage.upstream.UpstreamReplicas;
import io.strongroom.storage.upstream.UpstreamSignature;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Targets of copies from a file: {@code NAME.endpoint}, {@code NAME.bucket}, {@code
 * NAME.access-key-id}, {@code NAME.secret-access-key}; {@code NAME.region}, {@code
 * NAME.path-style}, {@code NAME.signature} ({@code v4} or {@code obs}), {@code NAME.ca-file} and
 * {@code NAME.accounts} where they are not as usual. Rules name a target as {@code
 * arn:strongroom:replication:::NAME}.
 */
final class ReplicationTargets implements RemoteBuckets {

  private static final String ARN = "arn:strongroom:replication:::";

  private static final Set<String> KNOWN =
      Set.of(
          "endpoint",
          "bucket",
          "region",
          "path-style",
          "signature",
          "access-key-id",
          "secret-access-key",
          "ca-file",
          "accounts");

  /**
   * @param accounts whose objects may go there; empty for those of all
   */
  private record Target(RemoteBucket bucket, Set<String> accounts) {}

  private final Map<String, Target> targets;

  private ReplicationTargets(Map<String, Target> targets) {
    this.targets = Map.copyOf(targets);
  }

  /** Fails as {@link TargetFile#read}. */
  static RemoteBuckets read(Path file, boolean mounted, InstantSource clock) {
    Map<String, Target> targets = new HashMap<>();
    TargetFile.read(file, mounted, KNOWN)
        .forEach((name, section) -> targets.put(ARN + name, target(section, clock)));
    return new ReplicationTargets(targets);
  }

  private static Target target(TargetFile.Section section, InstantSource clock) {
    UpstreamBucket bucket =
        new UpstreamBucket(
            endpoint(section),
            section.required("bucket"),
            "",
            section.value("region").orElse("us-east-1"),
            section.flag("path-style", true),
            section.choice("signature", UpstreamSignature.V4));
    return new Target(
        new UpstreamReplicas(
            bucket,
            UpstreamCredentials.fixed(
                section.required("access-key-id"),
                section.required("secret-access-key"),
                Optional.empty()),
            section.tls(),
            clock),
        section.accounts());
  }

  /** Objects go there in plaintext, so nobody on the way may read along. */
  private static URI endpoint(TargetFile.Section section) {
    URI endpoint = URI.create(section.required("endpoint"));
    if (!UpstreamBucket.isSafe(endpoint)) {
      throw new IllegalArgumentException(
          section.name() + ".endpoint needs https unless it is this machine");
    }
    return endpoint;
  }

  @Override
  public Optional<RemoteBucket> find(String arn, AccountId account) {
    return Optional.ofNullable(targets.get(arn))
        .filter(
            target -> target.accounts().isEmpty() || target.accounts().contains(account.value()))
        .map(Target::bucket);
  }
}
