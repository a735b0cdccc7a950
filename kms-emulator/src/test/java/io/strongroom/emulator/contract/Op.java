package io.strongroom.emulator.contract;

/** The operations on one key that both APIs have. */
enum Op {
  DESCRIBE,
  ENABLE,
  DISABLE,
  SCHEDULE_DELETION,
  CANCEL_DELETION,
  UPDATE_DESCRIPTION,
  CREATE_ALIAS,
  TAG,
  UNTAG,
  LIST_TAGS,
  CREATE_GRANT,
  LIST_GRANTS,
  ENABLE_ROTATION,
  ROTATE,
  ROTATION_STATUS,
  GENERATE_DATA_KEY,
  GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
  GENERATE_DATA_KEY_PAIR,
  ENCRYPT,
  DECRYPT,
  RE_ENCRYPT_FROM,
  RE_ENCRYPT_TO,
  SIGN,
  VERIFY,
  GET_PUBLIC_KEY,
  GENERATE_MAC,
  VERIFY_MAC,
  GET_PARAMETERS_FOR_IMPORT,
  DELETE_IMPORTED_MATERIAL;

  /** The permission that the operation asks for, and the only one. */
  String action() {
    return switch (this) {
      case DESCRIBE -> "DescribeKey";
      case ENABLE -> "EnableKey";
      case DISABLE -> "DisableKey";
      case SCHEDULE_DELETION -> "ScheduleKeyDeletion";
      case CANCEL_DELETION -> "CancelKeyDeletion";
      case UPDATE_DESCRIPTION -> "UpdateKeyDescription";
      case CREATE_ALIAS -> "CreateAlias";
      case TAG -> "TagResource";
      case UNTAG -> "UntagResource";
      case LIST_TAGS -> "ListResourceTags";
      case CREATE_GRANT -> "CreateGrant";
      case LIST_GRANTS -> "ListGrants";
      case ENABLE_ROTATION -> "EnableKeyRotation";
      case ROTATE -> "RotateKeyOnDemand";
      case ROTATION_STATUS -> "GetKeyRotationStatus";
      case GENERATE_DATA_KEY -> "GenerateDataKey";
      case GENERATE_DATA_KEY_WITHOUT_PLAINTEXT -> "GenerateDataKeyWithoutPlaintext";
      case GENERATE_DATA_KEY_PAIR -> "GenerateDataKeyPair";
      case ENCRYPT -> "Encrypt";
      case DECRYPT -> "Decrypt";
      case RE_ENCRYPT_FROM -> "ReEncryptFrom";
      case RE_ENCRYPT_TO -> "ReEncryptTo";
      case SIGN -> "Sign";
      case VERIFY -> "Verify";
      case GET_PUBLIC_KEY -> "GetPublicKey";
      case GENERATE_MAC -> "GenerateMac";
      case VERIFY_MAC -> "VerifyMac";
      case GET_PARAMETERS_FOR_IMPORT -> "GetParametersForImport";
      case DELETE_IMPORTED_MATERIAL -> "DeleteImportedKeyMaterial";
    };
  }

  /** What the operation needs a key of; most take any that is symmetric. */
  Sort sort() {
    return switch (this) {
      case SIGN, VERIFY, GET_PUBLIC_KEY -> Sort.SIGNING;
      case GENERATE_MAC, VERIFY_MAC -> Sort.MAC;
      case GET_PARAMETERS_FOR_IMPORT, DELETE_IMPORTED_MATERIAL -> Sort.EXTERNAL;
      case DESCRIBE,
          ENABLE,
          DISABLE,
          SCHEDULE_DELETION,
          CANCEL_DELETION,
          UPDATE_DESCRIPTION,
          CREATE_ALIAS,
          TAG,
          UNTAG,
          LIST_TAGS,
          CREATE_GRANT,
          LIST_GRANTS,
          ENABLE_ROTATION,
          ROTATE,
          ROTATION_STATUS,
          GENERATE_DATA_KEY,
          GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
          GENERATE_DATA_KEY_PAIR,
          ENCRYPT,
          DECRYPT,
          RE_ENCRYPT_FROM,
          RE_ENCRYPT_TO ->
          Sort.SYMMETRIC;
    };
  }
}
