package io.strongroom.kms.emulator.dew;

import io.strongroom.kms.emulator.audit.CallTrail;
import io.strongroom.kms.emulator.key.Caller;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.Scope;
import io.strongroom.kms.emulator.service.Access;

/**
 * One request of this dialect, authenticated and within its quota.
 *
 * @param verb last segment of the path, for example {@code create-datakey}
 */
record DewCall(String verb, Caller caller, Scope scope, DewInput input, CallTrail trail) {

  /** The wish to do {@code action}, named as AWS names it, with a key. */
  Access access(String action, KmsKey key) {
    trail.touched(key.arn());
    return Access.of(caller, action, key);
  }
}
