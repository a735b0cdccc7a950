package io.strongroom.emulator.contract;

import static io.strongroom.emulator.contract.Sort.EXTERNAL;
import static io.strongroom.emulator.contract.Sort.MAC;
import static io.strongroom.emulator.contract.Sort.SIGNING;
import static io.strongroom.emulator.contract.Sort.SYMMETRIC;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations on one key: the permission each asks for, and the only one, what it needs a key
 * of, and what either API calls it. An operation that an API does not have is called nothing there.
 */
public enum Op {
  DESCRIBE("DescribeKey", SYMMETRIC, "describe-key"),
  ENABLE("EnableKey", SYMMETRIC, "enable-key"),
  DISABLE("DisableKey", SYMMETRIC, "disable-key"),
  SCHEDULE_DELETION("ScheduleKeyDeletion", SYMMETRIC, "schedule-key-deletion"),
  CANCEL_DELETION("CancelKeyDeletion", SYMMETRIC, "cancel-key-deletion"),
  UPDATE_DESCRIPTION("UpdateKeyDescription", SYMMETRIC, "update-key-description"),
  CREATE_ALIAS("CreateAlias", SYMMETRIC, "aliases"),
  TAG("TagResource", SYMMETRIC, "create-tag"),
  UNTAG("UntagResource", SYMMETRIC, "delete-tag"),
  LIST_TAGS("ListResourceTags", SYMMETRIC, "list-tags"),
  CREATE_GRANT("CreateGrant", SYMMETRIC, "create-grant"),
  LIST_GRANTS("ListGrants", SYMMETRIC, "list-grants"),
  REVOKE_GRANT("RevokeGrant", SYMMETRIC, "revoke-grant"),
  ENABLE_ROTATION("EnableKeyRotation", SYMMETRIC, "enable-key-rotation"),
  DISABLE_ROTATION("DisableKeyRotation", SYMMETRIC, "disable-key-rotation"),
  ROTATE("RotateKeyOnDemand", SYMMETRIC, "rotate-on-demand"),
  ROTATION_STATUS("GetKeyRotationStatus", SYMMETRIC, "get-key-rotation-status"),
  GENERATE_DATA_KEY("GenerateDataKey", SYMMETRIC, "create-datakey"),
  GENERATE_DATA_KEY_WITHOUT_PLAINTEXT(
      "GenerateDataKeyWithoutPlaintext", SYMMETRIC, "create-datakey-without-plaintext"),
  GENERATE_DATA_KEY_PAIR("GenerateDataKeyPair", SYMMETRIC, "create-ec-datakey-pair"),
  ENCRYPT("Encrypt", SYMMETRIC, "encrypt-data"),
  DECRYPT("Decrypt", SYMMETRIC, "decrypt-data"),
  RE_ENCRYPT_FROM("ReEncryptFrom", SYMMETRIC, "re-encrypt"),
  RE_ENCRYPT_TO("ReEncryptTo", SYMMETRIC, "re-encrypt"),
  SIGN("Sign", SIGNING, "sign"),
  VERIFY("Verify", SIGNING, "verify"),
  GET_PUBLIC_KEY("GetPublicKey", SIGNING, "get-publickey"),
  GENERATE_MAC("GenerateMac", MAC, "generate-mac"),
  VERIFY_MAC("VerifyMac", MAC, "verify-mac"),
  GET_PARAMETERS_FOR_IMPORT("GetParametersForImport", EXTERNAL, "get-parameters-for-import"),
  DELETE_IMPORTED_MATERIAL("DeleteImportedKeyMaterial", EXTERNAL, "delete-imported-key-material"),

  GET_POLICY("GetKeyPolicy", SYMMETRIC, ""),
  PUT_POLICY("PutKeyPolicy", SYMMETRIC, ""),
  LIST_POLICIES("ListKeyPolicies", SYMMETRIC, ""),
  LIST_ROTATIONS("ListKeyRotations", SYMMETRIC, ""),
  LAST_USAGE("GetKeyLastUsage", SYMMETRIC, ""),
  GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT("GenerateDataKeyPairWithoutPlaintext", SYMMETRIC, ""),

  RENAME("UpdateAlias", SYMMETRIC, "update-key-alias", false),
  TAG_SEVERAL("TagResource", SYMMETRIC, "tag-action", false),
  ROTATION_INTERVAL("EnableKeyRotation", SYMMETRIC, "update-key-rotation-interval", false),
  ENCRYPT_DATA_KEY("Encrypt", SYMMETRIC, "encrypt-datakey", false),
  DECRYPT_DATA_KEY("Decrypt", SYMMETRIC, "decrypt-datakey", false),
  GENERATE_RSA_PAIR("GenerateDataKeyPair", SYMMETRIC, "create-rsa-datakey-pair", false);

  private final String action;
  private final Sort sort;
  private final String verb;
  private final boolean aws;

  Op(String action, Sort sort, String verb) {
    this(action, sort, verb, true);
  }

  Op(String action, Sort sort, String verb, boolean aws) {
    this.action = action;
    this.sort = sort;
    this.verb = verb;
    this.aws = aws;
  }

  String action() {
    return action;
  }

  Sort sort() {
    return sort;
  }

  /** Whether a key has to be named; the others take it from the ciphertext where none is. */
  boolean namesItsKey() {
    return this != DECRYPT && this != RE_ENCRYPT_FROM;
  }

  /** Whether no API has the key in the path, where all is text. */
  boolean hasItsKeyInTheBody() {
    return switch (this) {
      case TAG, UNTAG, LIST_TAGS, TAG_SEVERAL -> false;
      default -> true;
    };
  }

  /** Those that the AWS API has. */
  static Stream<Op> ofAws() {
    return Stream.of(values()).filter(op -> op.aws);
  }

  /** Those that the DEW API has. */
  static Stream<Op> ofDew() {
    return Stream.of(values()).filter(op -> !op.verb.isEmpty());
  }

  /** What the AWS API calls them. */
  public static Set<String> awsNames() {
    return ofAws()
        .map(op -> op.action.replaceFirst("^(ReEncrypt)(From|To)$", "$1"))
        .collect(Collectors.toSet());
  }

  /** What the DEW API calls them. */
  public static Set<String> dewNames() {
    return ofDew().map(op -> op.verb).collect(Collectors.toSet());
  }
}
