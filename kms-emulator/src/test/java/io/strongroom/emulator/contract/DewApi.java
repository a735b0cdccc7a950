package io.strongroom.emulator.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The DEW API. */
final class DewApi implements Api {

  private static final String PROJECT = "/v1.0/project1/kms/";
  private static final String DIGEST = Base64.getEncoder().encodeToString(new byte[32]);

  private final Wire wire;
  private final String other;

  /** What was made with a key while it was new: a ciphertext, a signature or a code. */
  private final Map<Object, String> made = new HashMap<>();

  private final Map<Object, String> grants = new HashMap<>();
  private final Map<Object, String> dataKeys = new HashMap<>();

  DewApi(Wire wire) {
    this.wire = wire;
    this.other = newKey(Sort.SYMMETRIC);
  }

  private Reply post(String verb, JsonObject members) {
    return wire.dew("POST", PROJECT + verb, members);
  }

  @Override
  public String newKey(Sort sort) {
    JsonObject request = new JsonObject().put("key_alias", "k-" + UUID.randomUUID());
    JsonObject wanted =
        switch (sort) {
          case SYMMETRIC -> request;
          case EXTERNAL -> request.put("origin", "external");
          case MAC -> request.put("key_spec", "HMAC_256").put("key_usage", "GENERATE_VERIFY_MAC");
          case SIGNING -> request.put("key_spec", "EC_P256").put("key_usage", "SIGN_VERIFY");
          case PUBLIC -> request.put("key_spec", "RSA_2048").put("key_usage", "ENCRYPT_DECRYPT");
        };
    String keyId = post("create-key", wanted).text("key_info.key_id");
    switch (sort) {
      case SYMMETRIC -> made.put(keyId, call(Op.ENCRYPT, keyId).text("cipher_text"));
      case SIGNING -> made.put(keyId, call(Op.SIGN, keyId).text("signature"));
      case MAC -> made.put(keyId, call(Op.GENERATE_MAC, keyId).text("mac"));
      case EXTERNAL, PUBLIC -> {}
    }
    return keyId;
  }

  private String made(@Nullable Object keyId) {
    return keyId != null && made.containsKey(keyId) ? made.get(keyId) : made.get(other);
  }

  @Override
  public void prepare(Op op, String keyId) {
    switch (op) {
      case DISABLE_ROTATION, ROTATION_INTERVAL -> call(Op.ENABLE_ROTATION, keyId);
      case REVOKE_GRANT -> keep(grants, keyId, call(Op.CREATE_GRANT, keyId), "grant_id");
      case DECRYPT_DATA_KEY ->
          keep(dataKeys, keyId, call(Op.ENCRYPT_DATA_KEY, keyId), "cipher_text");
      default -> {}
    }
  }

  private static void keep(Map<Object, String> kept, String keyId, Reply reply, String member) {
    if (reply.isDone()) {
      kept.put(keyId, reply.text(member));
    }
  }

  private static String kept(Map<Object, String> kept, @Nullable Object keyId, String otherwise) {
    return keyId == null ? otherwise : kept.getOrDefault(keyId, otherwise);
  }

  private static String digested(byte[] dataKey) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(dataKey);
      return HexFormat.of().formatHex(dataKey) + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Reply call(Op op, @Nullable Object keyId) {
    JsonObject key = new JsonObject().put("key_id", keyId);
    return switch (op) {
      case DESCRIBE -> post("describe-key", key);
      case ENABLE -> post("enable-key", key);
      case DISABLE -> post("disable-key", key);
      case SCHEDULE_DELETION -> post("schedule-key-deletion", key.put("pending_days", "7"));
      case CANCEL_DELETION -> post("cancel-key-deletion", key);
      case UPDATE_DESCRIPTION -> post("update-key-description", key.put("key_description", "new"));
      case CREATE_ALIAS -> post("aliases", key.put("alias", "alias/" + UUID.randomUUID()));
      case TAG -> post(keyId + "/tags", new JsonObject().put("tag", tag()));
      case UNTAG -> wire.dew("DELETE", PROJECT + keyId + "/tags/team", new JsonObject());
      case LIST_TAGS -> wire.dew("GET", PROJECT + keyId + "/tags", new JsonObject());
      case CREATE_GRANT ->
          post(
              "create-grant",
              key.put("grantee_principal", "0123456789abcdef0123456789abcdef")
                  .put("operations", new JsonArray().add("decrypt-datakey")));
      case LIST_GRANTS -> post("list-grants", key);
      case REVOKE_GRANT ->
          post("revoke-grant", key.put("grant_id", kept(grants, keyId, "0".repeat(64))));
      case RENAME -> post("update-key-alias", key.put("key_alias", "n-" + UUID.randomUUID()));
      case TAG_SEVERAL ->
          post(
              keyId + "/tags/action",
              new JsonObject().put("action", "create").put("tags", new JsonArray().add(tag())));
      case DISABLE_ROTATION -> post("disable-key-rotation", key);
      case ROTATION_INTERVAL ->
          post("update-key-rotation-interval", key.put("rotation_interval", 100));
      case ENCRYPT_DATA_KEY ->
          post(
              "encrypt-datakey",
              key.put("plain_text", digested(new byte[32])).put("datakey_plain_length", "32"));
      case DECRYPT_DATA_KEY ->
          post(
              "decrypt-datakey",
              key.put("cipher_text", kept(dataKeys, keyId, "00"))
                  .put("datakey_cipher_length", "32"));
      case GENERATE_RSA_PAIR -> post("create-rsa-datakey-pair", key.put("key_spec", "RSA_2048"));
      case ENABLE_ROTATION -> post("enable-key-rotation", key);
      case ROTATE -> post("rotate-on-demand", key);
      case ROTATION_STATUS -> post("get-key-rotation-status", key);
      case GENERATE_DATA_KEY -> post("create-datakey", key.put("datakey_length", "256"));
      case GENERATE_DATA_KEY_WITHOUT_PLAINTEXT ->
          post("create-datakey-without-plaintext", key.put("datakey_length", "128"));
      case GENERATE_DATA_KEY_PAIR ->
          post("create-ec-datakey-pair", key.put("key_spec", "ECC_NIST_P256"));
      case ENCRYPT -> post("encrypt-data", key.put("plain_text", "text"));
      case DECRYPT -> post("decrypt-data", key.put("cipher_text", made(keyId)));
      case RE_ENCRYPT_FROM ->
          post(
              "re-encrypt",
              new JsonObject()
                  .put("cipher_text", made(keyId))
                  .put("source_key_id", keyId)
                  .put("destination_key_id", other));
      case RE_ENCRYPT_TO -> reEncryptTo(keyId);
      case SIGN ->
          post(
              "sign",
              key.put("message", DIGEST)
                  .put("message_type", "DIGEST")
                  .put("signing_algorithm", "ECDSA_SHA_256"));
      case VERIFY ->
          post(
              "verify",
              key.put("message", DIGEST)
                  .put("message_type", "DIGEST")
                  .put("signing_algorithm", "ECDSA_SHA_256")
                  .put("signature", made(keyId)));
      case GET_PUBLIC_KEY -> post("get-publickey", key);
      case GENERATE_MAC ->
          post("generate-mac", key.put("message", DIGEST).put("mac_algorithm", "HMAC_SHA_256"));
      case VERIFY_MAC ->
          post(
              "verify-mac",
              key.put("message", DIGEST)
                  .put("mac_algorithm", "HMAC_SHA_256")
                  .put("mac", made(keyId)));
      case GET_PARAMETERS_FOR_IMPORT ->
          post("get-parameters-for-import", key.put("wrapping_algorithm", "RSAES_OAEP_SHA_256"));
      case DELETE_IMPORTED_MATERIAL -> post("delete-imported-key-material", key);
      case GET_POLICY,
          PUT_POLICY,
          LIST_POLICIES,
          LIST_ROTATIONS,
          LAST_USAGE,
          GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT ->
          throw new IllegalArgumentException(op + " is AWS's");
    };
  }

  private static JsonObject tag() {
    return new JsonObject().put("key", "team").put("value", "orders");
  }

  private Reply reEncryptTo(@Nullable Object keyId) {
    String ciphertext = call(Op.ENCRYPT, other).text("cipher_text");
    return post(
        "re-encrypt",
        new JsonObject().put("cipher_text", ciphertext).put("destination_key_id", keyId));
  }

  @Override
  public Outcome outcome(Reply reply) {
    return switch (reply.code()) {
      case "" -> Outcome.DONE;
      case "KMS.0209" -> Outcome.DISABLED;
      case "KMS.0210", "KMS.1201", "KMS.1301", "KMS.1402", "KMS.1501" -> Outcome.INVALID_STATE;
      case "KMS.0207" -> Outcome.NOT_FOUND;
      case "KMS.0306" -> Outcome.DENIED;
      case "KMS.2201",
          "KMS.0309",
          "KMS.0312",
          "KMS.0313",
          "KMS.0324",
          "KMS.0325",
          "KMS.0331",
          "KMS.0334",
          "KMS.0335",
          "KMS.0341",
          "KMS.1115",
          "KMS.2106" ->
          Outcome.WRONG_KEY;
      case "KMS.0204", "KMS.0205", "KMS.0308", "KMS.2501" -> Outcome.INVALID;
      default -> throw new AssertionError(reply);
    };
  }

  // DEW: what would change nothing is refused, and of a key that is not fit that is said first.
  @Override
  public Outcome expected(Op op, Stage stage) {
    return switch (op) {
      case ENABLE -> stage == Stage.DISABLED ? Outcome.DONE : Outcome.INVALID_STATE;
      case DISABLE -> stage == Stage.ENABLED ? Outcome.DONE : Outcome.INVALID_STATE;
      case ROTATE -> stage == Stage.PENDING_IMPORT ? Outcome.WRONG_KEY : Expectations.of(op, stage);
      case ROTATION_STATUS, DELETE_IMPORTED_MATERIAL -> Outcome.DONE;
      case DECRYPT_DATA_KEY ->
          stage == Stage.PENDING_IMPORT ? Outcome.INVALID_STATE : Expectations.of(op, stage);
      default -> Expectations.of(op, stage);
    };
  }

  @Override
  public Outcome expected(Op op, Sort sort) {
    return switch (op) {
      case ENABLE -> Outcome.INVALID_STATE;
      case ROTATION_STATUS -> Outcome.DONE;
      case CREATE_GRANT, REVOKE_GRANT ->
          sort == Sort.MAC || sort == Sort.SIGNING ? Outcome.INVALID : Outcome.DONE;
      default -> Expectations.of(op, sort);
    };
  }

  @Override
  public Outcome malformedId() {
    return Outcome.INVALID;
  }
}
