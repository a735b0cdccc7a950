package io.strongroom.emulator.dew;

import io.strongroom.emulator.audit.CallTrail;
import io.strongroom.emulator.auth.Authenticated;
import io.strongroom.emulator.key.Caller;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.service.Access;
import io.strongroom.emulator.service.RequestFacts;

/**
 * One request of this dialect, authenticated and within its quota.
 *
 * @param verb last segment of the path, for example {@code create-datakey}
 */
record DewCall(String verb, Origin origin, DewInput input, CallTrail trail) {

  /**
   * Where a request comes from.
   *
   * @param project of its path; keys made in one are not seen in another
   * @param facts what policies may ask about the request itself
   */
  record Origin(Authenticated who, String project, RequestFacts facts) {}

  Caller caller() {
    return origin.who().caller();
  }

  Scope scope() {
    return origin.who().scope();
  }

  String project() {
    return origin.project();
  }

  /** The wish to do {@code action}, named as AWS names it, with a key. */
  Access access(String action, KmsKey key) {
    trail.touched(key.arn());
    return Access.of(caller(), action, key).with(origin.facts().attributes(caller()));
  }
}
