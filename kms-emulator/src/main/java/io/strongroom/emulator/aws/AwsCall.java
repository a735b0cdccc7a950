package io.strongroom.emulator.aws;

import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.Scope;
import io.strongroom.emulator.operation.Call;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * One request of the AWS dialect, authenticated and within its quota.
 *
 * @param operation its name, for example {@code Decrypt}
 * @param input the request's members, not validated
 * @param call the same for the operation
 */
record AwsCall(String operation, JsonObject input, Call call) {

  private static final int MAX_NAME_LENGTH = 2048;

  /** The caller's account in the region of the request. */
  Scope scope() {
    return call.scope();
  }

  /** The members, ready to be read and checked. */
  Members members() {
    return new Members(input);
  }

  /** The IAM action of this call. */
  String action() {
    return "kms:" + operation;
  }

  /** The member KeyId, which is an id or an ARN. */
  static KeyReference key(Members members) {
    return KeyReference.ofAwsKey(members.requiredText("KeyId", 1, MAX_NAME_LENGTH));
  }

  /** The member KeyId, which may be an alias too. */
  static KeyReference keyOrAlias(Members members) {
    return keyOrAlias(members, "KeyId");
  }

  static KeyReference keyOrAlias(Members members, String name) {
    return KeyReference.ofAws(members.requiredText(name, 1, MAX_NAME_LENGTH));
  }

  static Optional<KeyReference> optionalKey(Members members, String name) {
    return members.text(name, 1, MAX_NAME_LENGTH).map(KeyReference::ofAws);
  }

  /** The member KeyId of a request that has no other; checks {@code members}. */
  static KeyReference onlyKey(Members members) {
    KeyReference key = key(members);
    members.check();
    return key;
  }
}
