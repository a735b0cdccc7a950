package io.strongroom.emulator.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The AWS API. */
final class AwsApi implements Api {

  private static final String DIGEST = Base64.getEncoder().encodeToString(new byte[32]);

  private static final String OPEN =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"}]}
      """;
  private static final String NO_GRANT = "0".repeat(64);

  private final Wire wire;
  private final String other;

  /** What was made with a key while it was new: a ciphertext, a signature or a code. */
  private final Map<Object, String> made = new HashMap<>();

  private final Map<Object, String> grants = new HashMap<>();

  AwsApi(Wire wire) {
    this.wire = wire;
    this.other = newKey(Sort.SYMMETRIC);
  }

  @Override
  public String newKey(Sort sort) {
    JsonObject request =
        switch (sort) {
          case SYMMETRIC -> new JsonObject();
          case EXTERNAL -> new JsonObject().put("Origin", "EXTERNAL");
          case MAC -> spec("HMAC_256", "GENERATE_VERIFY_MAC");
          case SIGNING -> spec("ECC_NIST_P256", "SIGN_VERIFY");
          case PUBLIC -> spec("RSA_2048", "ENCRYPT_DECRYPT");
        };
    String keyId = wire.aws("CreateKey", request).text("KeyMetadata.KeyId");
    switch (sort) {
      case SYMMETRIC -> made.put(keyId, call(Op.ENCRYPT, keyId).text("CiphertextBlob"));
      case SIGNING -> made.put(keyId, call(Op.SIGN, keyId).text("Signature"));
      case MAC -> made.put(keyId, call(Op.GENERATE_MAC, keyId).text("Mac"));
      case EXTERNAL, PUBLIC -> {}
    }
    return keyId;
  }

  private String made(@Nullable Object keyId) {
    return keyId != null && made.containsKey(keyId) ? made.get(keyId) : made.get(other);
  }

  private static JsonObject spec(String spec, String usage) {
    return new JsonObject().put("KeySpec", spec).put("KeyUsage", usage);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void prepare(Op op, String keyId) {
    if (op == Op.REVOKE_GRANT) {
      Reply grant = call(Op.CREATE_GRANT, keyId);
      if (grant.isDone()) {
        grants.put(keyId, grant.text("GrantId"));
      }
    }
  }

  private String grantOf(@Nullable Object keyId) {
    return keyId == null ? NO_GRANT : grants.getOrDefault(keyId, NO_GRANT);
  }

  @Override
  public Reply call(Op op, @Nullable Object keyId) {
    JsonObject key = new JsonObject().put("KeyId", keyId);
    return switch (op) {
      case DESCRIBE -> wire.aws("DescribeKey", key);
      case ENABLE -> wire.aws("EnableKey", key);
      case DISABLE -> wire.aws("DisableKey", key);
      case SCHEDULE_DELETION -> wire.aws("ScheduleKeyDeletion", key.put("PendingWindowInDays", 7));
      case CANCEL_DELETION -> wire.aws("CancelKeyDeletion", key);
      case UPDATE_DESCRIPTION -> wire.aws("UpdateKeyDescription", key.put("Description", "new"));
      case CREATE_ALIAS ->
          wire.aws(
              "CreateAlias",
              new JsonObject()
                  .put("AliasName", "alias/" + UUID.randomUUID())
                  .put("TargetKeyId", keyId));
      case TAG -> wire.aws("TagResource", key.put("Tags", new JsonArray().add(tag())));
      case UNTAG -> wire.aws("UntagResource", key.put("TagKeys", new JsonArray().add("team")));
      case LIST_TAGS -> wire.aws("ListResourceTags", key);
      case CREATE_GRANT ->
          wire.aws(
              "CreateGrant",
              key.put("GranteePrincipal", "arn:aws:iam::444455556666:user/eve")
                  .put("Operations", new JsonArray().add("Decrypt")));
      case LIST_GRANTS -> wire.aws("ListGrants", key);
      case REVOKE_GRANT -> wire.aws("RevokeGrant", key.put("GrantId", grantOf(keyId)));
      case GET_POLICY -> wire.aws("GetKeyPolicy", key);
      case PUT_POLICY -> wire.aws("PutKeyPolicy", key.put("Policy", OPEN));
      case LIST_POLICIES -> wire.aws("ListKeyPolicies", key);
      case LIST_ROTATIONS -> wire.aws("ListKeyRotations", key);
      case LAST_USAGE -> wire.aws("GetKeyLastUsage", key);
      case GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT ->
          wire.aws("GenerateDataKeyPairWithoutPlaintext", key.put("KeyPairSpec", "ECC_NIST_P256"));
      case DISABLE_ROTATION -> wire.aws("DisableKeyRotation", key);
      case ENABLE_ROTATION -> wire.aws("EnableKeyRotation", key);
      case ROTATE -> wire.aws("RotateKeyOnDemand", key);
      case ROTATION_STATUS -> wire.aws("GetKeyRotationStatus", key);
      case GENERATE_DATA_KEY -> wire.aws("GenerateDataKey", key.put("KeySpec", "AES_256"));
      case GENERATE_DATA_KEY_WITHOUT_PLAINTEXT ->
          wire.aws("GenerateDataKeyWithoutPlaintext", key.put("NumberOfBytes", 16));
      case GENERATE_DATA_KEY_PAIR ->
          wire.aws("GenerateDataKeyPair", key.put("KeyPairSpec", "ECC_NIST_P256"));
      case ENCRYPT -> wire.aws("Encrypt", key.put("Plaintext", base64("text")));
      case DECRYPT -> wire.aws("Decrypt", key.put("CiphertextBlob", made(keyId)));
      case RE_ENCRYPT_FROM ->
          wire.aws(
              "ReEncrypt",
              new JsonObject()
                  .put("CiphertextBlob", made(keyId))
                  .put("SourceKeyId", keyId)
                  .put("DestinationKeyId", other));
      case RE_ENCRYPT_TO -> reEncryptTo(keyId);
      case SIGN ->
          wire.aws(
              "Sign",
              key.put("Message", DIGEST)
                  .put("MessageType", "DIGEST")
                  .put("SigningAlgorithm", "ECDSA_SHA_256"));
      case VERIFY ->
          wire.aws(
              "Verify",
              key.put("Message", DIGEST)
                  .put("MessageType", "DIGEST")
                  .put("SigningAlgorithm", "ECDSA_SHA_256")
                  .put("Signature", made(keyId)));
      case GET_PUBLIC_KEY -> wire.aws("GetPublicKey", key);
      case GENERATE_MAC ->
          wire.aws(
              "GenerateMac",
              key.put("Message", base64("text")).put("MacAlgorithm", "HMAC_SHA_256"));
      case VERIFY_MAC ->
          wire.aws(
              "VerifyMac",
              key.put("Message", base64("text"))
                  .put("MacAlgorithm", "HMAC_SHA_256")
                  .put("Mac", made(keyId)));
      case GET_PARAMETERS_FOR_IMPORT ->
          wire.aws(
              "GetParametersForImport",
              key.put("WrappingAlgorithm", "RSAES_OAEP_SHA_256")
                  .put("WrappingKeySpec", "RSA_2048"));
      case DELETE_IMPORTED_MATERIAL -> wire.aws("DeleteImportedKeyMaterial", key);
      case RENAME,
          TAG_SEVERAL,
          ROTATION_INTERVAL,
          ENCRYPT_DATA_KEY,
          DECRYPT_DATA_KEY,
          GENERATE_RSA_PAIR ->
          throw new IllegalArgumentException(op + " is DEW's");
    };
  }

  private static JsonObject tag() {
    return new JsonObject().put("TagKey", "team").put("TagValue", "orders");
  }

  private Reply reEncryptTo(@Nullable Object keyId) {
    String ciphertext = call(Op.ENCRYPT, other).text("CiphertextBlob");
    return wire.aws(
        "ReEncrypt",
        new JsonObject().put("CiphertextBlob", ciphertext).put("DestinationKeyId", keyId));
  }

  @Override
  public Outcome outcome(Reply reply) {
    return switch (reply.code()) {
      case "" -> Outcome.DONE;
      case "DisabledException" -> Outcome.DISABLED;
      case "KMSInvalidStateException" -> Outcome.INVALID_STATE;
      case "NotFoundException" -> Outcome.NOT_FOUND;
      case "AccessDeniedException" -> Outcome.DENIED;
      case "InvalidKeyUsageException", "UnsupportedOperationException", "IncorrectKeyException" ->
          Outcome.WRONG_KEY;
      case "ValidationException", "SerializationException", "InvalidGrantIdException" ->
          Outcome.INVALID;
      default -> throw new AssertionError(reply);
    };
  }

  @Override
  public Outcome expected(Op op, Stage stage) {
    // Deletion of imported material goes on while the key waits for its own.
    return op == Op.DELETE_IMPORTED_MATERIAL ? Outcome.DONE : Expectations.of(op, stage);
  }

  @Override
  public Outcome expected(Op op, Sort sort) {
    // Each of these asks for operations that keys of the sort do not have.
    boolean ofGrants = op == Op.CREATE_GRANT || op == Op.REVOKE_GRANT;
    boolean invalid = ofGrants && (sort == Sort.MAC || sort == Sort.SIGNING);
    if (invalid) {
      return Outcome.INVALID;
    }
    return ofGrants ? Outcome.DONE : Expectations.of(op, sort);
  }

  @Override
  public Outcome malformedId() {
    return Outcome.NOT_FOUND;
  }
}
