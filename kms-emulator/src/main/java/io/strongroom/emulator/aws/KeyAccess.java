package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Authorizer;
import io.strongroom.emulator.service.KeyFinder;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the key of a management call by id or ARN and checks the permission. Thread-safe. */
@ApplicationScoped
class KeyAccess {

  private final KeyFinder finder;
  private final Authorizer authorizer;

  KeyAccess(KeyFinder finder, Authorizer authorizer) {
    this.finder = finder;
    this.authorizer = authorizer;
  }

  /** The key named in the member KeyId; checks {@code members} first. */
  Uni<KmsKey> permitted(AwsCall call, Members members) {
    String keyId = members.requiredText("KeyId", 1, 2048);
    members.check();
    return named(call, keyId);
  }

  /** The key called {@code keyId}. */
  Uni<KmsKey> named(AwsCall call, String keyId) {
    return finder
        .findByIdOrArn(call.scope(), keyId)
        .call(key -> authorizer.require(call.access(key)));
  }
}
