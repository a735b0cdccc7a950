package io.strongroom.emulator.aws;

import io.strongroom.emulator.audit.CallTrail;
import io.strongroom.emulator.auth.Authenticated;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.Caller;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.service.Access;
import io.strongroom.emulator.service.RequestFacts;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One request of the AWS dialect, authenticated and within its quota.
 *
 * @param operation its name, for example {@code Decrypt}
 * @param input the request's members, not validated
 * @param trail notes the keys the call touches
 * @param facts what policies may ask about the request itself
 */
record AwsCall(
    String operation, Authenticated origin, JsonObject input, CallTrail trail, RequestFacts facts) {

  Caller caller() {
    return origin.caller();
  }

  /** The caller's account in the region of the request. */
  Scope scope() {
    return origin.scope();
  }

  /** The members, ready to be read and checked. */
  Members members() {
    return new Members(input);
  }

  /** The IAM action of this call. */
  String action() {
    return "kms:" + operation;
  }

  /** The wish to do this operation with a key. */
  Access access(KmsKey key) {
    return access(action(), key);
  }

  /** The wish to do {@code action} with a key. */
  Access access(String action, KmsKey key) {
    trail.touched(key.arn());
    return Access.of(caller(), action, key).with(facts.attributes(caller()));
  }

  /**
   * The wish to do this operation with a key.
   *
   * @param given how the caller named it
   */
  Access access(KmsKey key, String given) {
    return named(access(key), given);
  }

  /** A wish, with the alias by which the caller named the key, if it did. */
  static Access named(Access access, String given) {
    int alias = given.indexOf(AliasName.PREFIX);
    return alias < 0 ? access : access.with("kms:RequestAlias", List.of(given.substring(alias)));
  }
}
