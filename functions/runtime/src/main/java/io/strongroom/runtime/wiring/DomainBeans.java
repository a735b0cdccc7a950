package io.strongroom.runtime.wiring;

import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.BucketPolicies;
import io.strongroom.domain.access.KeyArns;
import io.strongroom.domain.access.PolicyAuthorizer;
import io.strongroom.domain.access.RefusalLog;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.envelope.KeyService;
import io.strongroom.domain.port.Workers;
import io.strongroom.runtime.config.StrongroomConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/** From ports to what operations are made of. The functions make the operations themselves. */
final class DomainBeans {

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Authorizer authorizer(
      LazyStorage storage,
      StrongroomConfig config,
      InstantSource clock,
      RefusalLog refusals,
      KeyArns arns) {
    return new PolicyAuthorizer(
        new BucketPolicies(storage::buckets),
        new PolicyAuthorizer.Rules(config.region(), config.softAccounts().orElse(Set.of())),
        clock,
        refusals,
        arns);
  }

  /** Asks the KMS in the caller's name, in processes that have one. */
  @Produces
  @Singleton
  KeyArns keyArns(LazyKeys keys, Workers workers) {
    return (named, caller) ->
        new KeyService(keys.kms(), keys.bucketKeys(), workers, keys.rights())
            .describe(named, caller.requester())
            .map(KmsKeyDescription::keyId);
  }

  @Produces
  @Singleton
  VirtualThreadWorkers workers() {
    return new VirtualThreadWorkers();
  }

  void close(@Disposes VirtualThreadWorkers workers) {
    workers.close();
  }

  @Produces
  @Singleton
  Assembly assembly(
      LazyStorage storage,
      LazyKeys keys,
      Authorizer authorizer,
      Workers workers,
      InstantSource clock) {
    return new Assembly(storage, keys, authorizer, workers, clock);
  }
}
