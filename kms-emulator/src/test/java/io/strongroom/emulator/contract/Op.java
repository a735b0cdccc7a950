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
  RE_ENCRYPT_TO,
  SIGN,
  GET_PUBLIC_KEY,
  GENERATE_MAC,
  GET_PARAMETERS_FOR_IMPORT,
  DELETE_IMPORTED_MATERIAL;

  /** What the operation needs a key of; most take any that is symmetric. */
  Sort sort() {
    return switch (this) {
      case SIGN, GET_PUBLIC_KEY -> Sort.SIGNING;
      case GENERATE_MAC -> Sort.MAC;
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
          RE_ENCRYPT_TO ->
          Sort.SYMMETRIC;
    };
  }
}
