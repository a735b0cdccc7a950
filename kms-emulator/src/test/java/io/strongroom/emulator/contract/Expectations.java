package io.strongroom.emulator.contract;

import static io.strongroom.emulator.contract.Outcome.DISABLED;
import static io.strongroom.emulator.contract.Outcome.DONE;
import static io.strongroom.emulator.contract.Outcome.INVALID;
import static io.strongroom.emulator.contract.Outcome.INVALID_STATE;
import static io.strongroom.emulator.contract.Outcome.WRONG_KEY;

/**
 * What both APIs do.
 *
 * <p>Source: AWS KMS developer guide, "Key states of AWS KMS keys".
 */
final class Expectations {

  private Expectations() {}

  static Outcome of(Op op, Stage stage) {
    return switch (op) {
      case DESCRIBE,
          LIST_TAGS,
          LIST_GRANTS,
          GET_POLICY,
          PUT_POLICY,
          LIST_POLICIES,
          LIST_ROTATIONS,
          LAST_USAGE ->
          DONE;
      // A key without material gets no grant that could be revoked.
      case REVOKE_GRANT -> by(stage, DONE, DONE, DONE, INVALID);
      case ENABLE, DISABLE -> by(stage, DONE, DONE, INVALID_STATE, INVALID_STATE);
      case SCHEDULE_DELETION, UPDATE_DESCRIPTION, CREATE_ALIAS, TAG, UNTAG, RENAME, TAG_SEVERAL ->
          by(stage, DONE, DONE, INVALID_STATE, DONE);
      case CANCEL_DELETION -> by(stage, INVALID_STATE, INVALID_STATE, DONE, INVALID_STATE);
      case ENABLE_ROTATION, DISABLE_ROTATION, ROTATION_INTERVAL ->
          by(stage, DONE, DISABLED, INVALID_STATE, WRONG_KEY);
      case ROTATION_STATUS -> by(stage, DONE, DONE, DONE, WRONG_KEY);
      case GET_PARAMETERS_FOR_IMPORT, DELETE_IMPORTED_MATERIAL ->
          by(stage, DONE, DONE, INVALID_STATE, DONE);
      // No ciphertext can be of a key that never had material.
      case DECRYPT, DECRYPT_DATA_KEY, RE_ENCRYPT_FROM ->
          by(stage, DONE, DISABLED, INVALID_STATE, WRONG_KEY);
      case CREATE_GRANT,
          ROTATE,
          GENERATE_DATA_KEY,
          GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
          GENERATE_DATA_KEY_PAIR,
          GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT,
          GENERATE_RSA_PAIR,
          ENCRYPT,
          ENCRYPT_DATA_KEY,
          RE_ENCRYPT_TO,
          SIGN,
          VERIFY,
          GET_PUBLIC_KEY,
          GENERATE_MAC,
          VERIFY_MAC ->
          by(stage, DONE, DISABLED, INVALID_STATE, INVALID_STATE);
    };
  }

  private static Outcome by(
      Stage stage, Outcome enabled, Outcome disabled, Outcome doomed, Outcome awaiting) {
    return switch (stage) {
      case ENABLED -> enabled;
      case DISABLED -> disabled;
      case PENDING_DELETION -> doomed;
      case PENDING_IMPORT -> awaiting;
    };
  }

  static Outcome of(Op op, Sort sort) {
    boolean fits =
        switch (op) {
          case SIGN, VERIFY -> sort == Sort.SIGNING;
          case GENERATE_MAC, VERIFY_MAC -> sort == Sort.MAC;
          case GET_PUBLIC_KEY -> sort == Sort.SIGNING || sort == Sort.PUBLIC;
          case ENABLE_ROTATION,
              DISABLE_ROTATION,
              ROTATION_INTERVAL,
              LIST_ROTATIONS,
              ROTATE,
              ROTATION_STATUS,
              GENERATE_DATA_KEY,
              GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
              GENERATE_DATA_KEY_PAIR,
              GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT,
              GENERATE_RSA_PAIR,
              ENCRYPT,
              ENCRYPT_DATA_KEY,
              DECRYPT,
              DECRYPT_DATA_KEY,
              RE_ENCRYPT_FROM,
              RE_ENCRYPT_TO ->
              sort == Sort.SYMMETRIC;
          case GET_PARAMETERS_FOR_IMPORT, DELETE_IMPORTED_MATERIAL -> false;
          case DESCRIBE,
              ENABLE,
              DISABLE,
              SCHEDULE_DELETION,
              UPDATE_DESCRIPTION,
              CREATE_ALIAS,
              TAG,
              UNTAG,
              LIST_TAGS,
              LIST_GRANTS,
              GET_POLICY,
              PUT_POLICY,
              LIST_POLICIES,
              LAST_USAGE,
              RENAME,
              TAG_SEVERAL ->
              true;
          case CANCEL_DELETION, CREATE_GRANT, REVOKE_GRANT -> sort == Sort.SYMMETRIC;
        };
    return fits ? DONE : WRONG_KEY;
  }
}
