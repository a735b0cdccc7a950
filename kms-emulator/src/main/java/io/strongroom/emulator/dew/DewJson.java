package io.strongroom.emulator.dew;

import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KmsKey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Keys as DEW shows them: everything is a string, times are milliseconds. */
final class DewJson {

  private DewJson() {}

  static String state(KeyState state) {
    return switch (state) {
      case ENABLED -> "2";
      case DISABLED -> "3";
      case PENDING_DELETION, PENDING_REPLICA_DELETION -> "4";
      case PENDING_IMPORT -> "5";
    };
  }

  static String spec(KeySpec spec) {
    return switch (spec) {
      case SYMMETRIC_DEFAULT -> "AES_256";
      case ECC_NIST_P256 -> "EC_P256";
      case ECC_NIST_P384 -> "EC_P384";
      case ECC_NIST_P521 -> "EC_P521";
      case ECC_SECG_P256K1 -> "SECP256K1";
      case ECC_NIST_EDWARDS25519 -> "ED25519";
      case SM2,
          SM4,
          HMAC_224,
          HMAC_256,
          HMAC_384,
          HMAC_512,
          HMAC_SM3,
          RSA_2048,
          RSA_3072,
          RSA_4096,
          ML_DSA_44,
          ML_DSA_65,
          ML_DSA_87 ->
          spec.name();
    };
  }

  /**
   * The key's details.
   *
   * @param alias without {@code alias/}
   */
  static JsonObject key(KmsKey key, String alias) {
    boolean isDefault = key.type().manager() == KeyManager.AWS;
    boolean rotates = key.rotation().periodInDays().isPresent();
    return new JsonObject()
        .put("key_id", key.arn().keyId())
        .put("domain_id", key.arn().scope().account().value())
        .put("key_alias", alias)
        .put("realm", key.arn().scope().region().value())
        .put("key_spec", spec(key.type().spec()))
        .put("key_usage", key.type().usage().name())
        .put("key_description", key.description())
        .put("creation_date", millis(key.created()))
        .put("scheduled_deletion_date", key.life().deletionDate().map(DewJson::millis).orElse(""))
        .put("key_state", state(key.state()))
        .put("default_key_flag", isDefault ? "1" : "0")
        .put("key_type", "1")
        .put("expiration_time", key.expires().map(DewJson::millis).orElse(""))
        .put("origin", key.type().origin() == KeyOrigin.AWS_KMS ? "kms" : "external")
        .put("key_rotation_enabled", String.valueOf(rotates))
        .put("sys_enterprise_project_id", "0")
        .put("keystore_id", "0");
  }

  static String millis(Instant instant) {
    return String.valueOf(instant.toEpochMilli());
  }
}
