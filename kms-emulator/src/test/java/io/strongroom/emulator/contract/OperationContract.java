package io.strongroom.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every operation on a key answers for keys of every stage and sort, and for those that do not
 * exist. Both APIs keep it.
 */
abstract class OperationContract {

  private static final String UNKNOWN = "00000000-1111-2222-3333-444444444444";

  private Api api;

  @BeforeEach
  void connect() {
    api = api();
  }

  abstract Api api();

  abstract Wire wire();

  /** A new key, with what the operation needs beside it. */
  private String prepared(Op op, Sort sort) {
    String keyId = api.newKey(sort);
    api.prepare(op, keyId);
    return keyId;
  }

  private String keyIn(Stage stage, Op op) {
    String keyId = prepared(op, stage == Stage.PENDING_IMPORT ? Sort.EXTERNAL : op.sort());
    switch (stage) {
      case ENABLED, PENDING_IMPORT -> {}
      case DISABLED -> require(Op.DISABLE, keyId);
      case PENDING_DELETION -> require(Op.SCHEDULE_DELETION, keyId);
    }
    return keyId;
  }

  private void require(Op op, String keyId) {
    Reply reply = api.call(op, keyId);
    assertThat(reply.isDone()).as("%s", reply).isTrue();
  }

  private Outcome outcome(Op op, String keyId) {
    return api.outcome(api.call(op, keyId));
  }

  private static boolean exists(Op op, Stage stage) {
    // A key without material is symmetric here, and a key from outside is enabled by an import.
    boolean external = op.sort() == Sort.EXTERNAL;
    return switch (stage) {
      case ENABLED, DISABLED -> !external;
      case PENDING_DELETION -> true;
      case PENDING_IMPORT -> op.sort() == Sort.SYMMETRIC || external;
    };
  }

  @ParameterizedTest
  @MethodSource("ops")
  void operation_onKeysOfEveryStage_doneOrRefusedAsTheStageSays(Op op) {
    for (Stage stage : Stage.values()) {
      if (exists(op, stage)) {
        assertThat(outcome(op, keyIn(stage, op)))
            .as("%s of a key that is %s", op, stage)
            .isEqualTo(api.expected(op, stage));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("onEnabledKeys")
  void operation_onKeysOfEverySort_doneOrRefusedAsTheSortSays(Op op) {
    for (Sort sort : List.of(Sort.SYMMETRIC, Sort.MAC, Sort.SIGNING, Sort.PUBLIC)) {
      assertThat(outcome(op, prepared(op, sort)))
          .as("%s of a key that is %s", op, sort)
          .isEqualTo(api.expected(op, sort));
    }
  }

  @ParameterizedTest
  @MethodSource("ops")
  void operation_onNoKey_notFound(Op op) {
    assertThat(outcome(op, UNKNOWN)).isEqualTo(Outcome.NOT_FOUND);
  }

  @ParameterizedTest
  @MethodSource("ops")
  void operation_onWhatCanBeNoKey_refused(Op op) {
    assertThat(outcome(op, "no-key-at-all")).isEqualTo(api.malformedId());
  }

  /** These take the key from the ciphertext where none is named. */
  @ParameterizedTest
  @MethodSource("namingTheirKey")
  void operation_withoutAKey_refused(Op op) {
    assertThat(api.outcome(api.call(op, null))).isEqualTo(Outcome.INVALID);
  }

  /** DEW has the key of these in the path, where all is text. */
  @ParameterizedTest
  @MethodSource("namingTheirKeyInTheBody")
  void operation_whoseKeyIsNoText_refused(Op op) {
    for (Object key : List.of(new JsonArray().add("a"), new JsonObject().put("a", "b"), true)) {
      assertThat(api.outcome(api.call(op, key))).as("%s of %s", op, key).isEqualTo(Outcome.INVALID);
    }
  }

  /** Denies some operations to everybody, and allows the account all others. */
  private void deny(String keyId, Set<Op> denied) {
    JsonArray actions = new JsonArray();
    denied.stream().map(op -> "kms:" + op.action()).distinct().forEach(actions::add);
    JsonObject policy =
        new JsonObject()
            .put("Version", "2012-10-17")
            .put(
                "Statement",
                new JsonArray()
                    .add(statement("Allow", new JsonArray().add("kms:*")))
                    .add(statement("Deny", actions)));
    Reply reply =
        wire()
            .aws(
                "PutKeyPolicy",
                new JsonObject()
                    .put("KeyId", keyId)
                    .put("Policy", policy.encode())
                    .put("BypassPolicyLockoutSafetyCheck", true));
    assertThat(reply.isDone()).as("%s", reply).isTrue();
  }

  private static JsonObject statement(String effect, JsonArray actions) {
    return new JsonObject()
        .put("Effect", effect)
        .put("Principal", new JsonObject().put("AWS", "*"))
        .put("Action", actions)
        .put("Resource", "*");
  }

  private String keyToBeDenied(Op op) {
    Stage stage = op == Op.CANCEL_DELETION ? Stage.PENDING_DELETION : Stage.ENABLED;
    String keyId = keyIn(stage, op);
    if (op == Op.ENABLE) {
      require(Op.DISABLE, keyId);
    }
    return keyId;
  }

  @ParameterizedTest
  @MethodSource("ops")
  void operation_deniedByTheKeysPolicy_refused(Op op) {
    String keyId = keyToBeDenied(op);
    deny(keyId, EnumSet.of(op));
    Reply before = op == Op.DESCRIBE ? null : api.call(Op.DESCRIBE, keyId);

    assertThat(outcome(op, keyId)).isEqualTo(Outcome.DENIED);
    if (before != null) {
      assertThat(api.call(Op.DESCRIBE, keyId).body()).isEqualTo(before.body());
    }
  }

  @ParameterizedTest
  @MethodSource("ops")
  void operation_allowedAlone_asksForNothingElse(Op op) {
    String keyId = keyToBeDenied(op);
    Set<Op> others = EnumSet.allOf(Op.class);
    others.removeIf(other -> other.action().equals(op.action()));
    deny(keyId, others);

    assertThat(outcome(op, keyId)).isEqualTo(Outcome.DONE);
  }

  @Test
  void cancelDeletion_keyComesBackDisabled() {
    String keyId = keyIn(Stage.PENDING_DELETION, Op.ENCRYPT);
    require(Op.CANCEL_DELETION, keyId);

    assertThat(outcome(Op.ENCRYPT, keyId)).isEqualTo(Outcome.DISABLED);
    require(Op.ENABLE, keyId);
    require(Op.ENCRYPT, keyId);
  }

  @Test
  void refusedOperation_leavesTheKeyAsItWas() {
    String keyId = keyIn(Stage.DISABLED, Op.ENCRYPT);
    Reply before = api.call(Op.DESCRIBE, keyId);

    for (Op op : List.of(Op.ENABLE_ROTATION, Op.ROTATE, Op.CANCEL_DELETION, Op.CREATE_GRANT)) {
      assertThat(outcome(op, keyId)).isNotEqualTo(Outcome.DONE);
    }
    assertThat(api.call(Op.DESCRIBE, keyId).body()).isEqualTo(before.body());
  }
}
