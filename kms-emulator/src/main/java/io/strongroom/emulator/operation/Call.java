package io.strongroom.emulator.operation;

import io.strongroom.emulator.audit.CallTrail;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.service.Access;
import io.strongroom.emulator.service.RequestFacts;
import java.util.List;

/**
 * One call, authenticated and within its quota, whatever API it came by.
 *
 * @param scope the caller's account in the region of the request
 * @param naming how the API names keys
 * @param facts what policies may ask about the request itself
 * @param trail notes the keys that the call touches
 */
public record Call(
    KmsCaller caller, Scope scope, KeyNaming naming, RequestFacts facts, CallTrail trail) {

  /** The wish to use a key, for the authorizer. */
  Access access(KeyUse use, KmsKey key) {
    trail.touched(key.arn());
    return Access.of(caller, use.action(), key)
        .with(facts.attributes(caller))
        .with(use.attributes().apply(key))
        .withContext(use.context())
        .withTokens(use.grantTokens());
  }

  /** The wish to use a key that was named so. */
  Access access(KeyUse use, KmsKey key, KeyReference name) {
    Access access = access(use, key);
    return name.alias()
        .map(alias -> access.with("kms:RequestAlias", List.of(alias)))
        .orElse(access);
  }
}
