package io.strongroom.emulator.aws;

import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyFamily;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Keys and aliases as JSON. */
final class KeyJson {

  private KeyJson() {}

  /** KeyMetadata of a key without replicas. */
  static JsonObject metadata(KmsKey key) {
    return metadata(key, KeyFamily.of(key));
  }

  /** KeyMetadata. */
  static JsonObject metadata(KmsKey key, KeyFamily family) {
    JsonObject json =
        new JsonObject()
            .put("AWSAccountId", key.arn().scope().account().value())
            .put("Arn", key.arn().toString())
            .put("CreationDate", timestamp(key.created()))
            .put("CustomerMasterKeySpec", spec(key))
            .put("Description", key.description())
            .put("Enabled", key.state() == KeyState.ENABLED)
            .put("KeyId", key.arn().keyId())
            .put("KeyManager", key.type().manager().name())
            .put("KeySpec", spec(key))
            .put("KeyState", key.state().wireName())
            .put("KeyUsage", key.type().usage().name())
            .put("MultiRegion", key.type().multiRegion())
            .put("Origin", key.type().origin().name());
    KeyAlgorithms.list(key, json);
    if (key.type().spec().isSymmetricEncryption()) {
      key.currentMaterial()
          .map(MaterialId::hex)
          .ifPresent(id -> json.put("CurrentKeyMaterialId", id));
    }
    if (key.type().origin() == KeyOrigin.EXTERNAL && key.currentMaterial().isPresent()) {
      json.put("ExpirationModel", expirationModel(key.expires()));
      key.expires().ifPresent(date -> json.put("ValidTo", timestamp(date)));
    }
    key.life().deletionDate().ifPresent(date -> json.put("DeletionDate", timestamp(date)));
    if (key.state() == KeyState.PENDING_REPLICA_DELETION) {
      key.life()
          .pendingWindowInDays()
          .ifPresent(days -> json.put("PendingDeletionWindowInDays", days));
    }
    if (key.type().multiRegion()) {
      json.put("MultiRegionConfiguration", multiRegion(key, family));
    }
    return json;
  }

  static String expirationModel(Optional<Instant> expires) {
    return expires.isPresent() ? "KEY_MATERIAL_EXPIRES" : "KEY_MATERIAL_DOES_NOT_EXPIRE";
  }

  private static JsonObject multiRegion(KmsKey key, KeyFamily family) {
    boolean primary = key.arn().equals(family.primary());
    JsonArray replicas = new JsonArray();
    family.replicas().forEach(replica -> replicas.add(member(replica)));
    return new JsonObject()
        .put("MultiRegionKeyType", primary ? "PRIMARY" : "REPLICA")
        .put("PrimaryKey", member(family.primary()))
        .put("ReplicaKeys", replicas);
  }

  private static JsonObject member(KeyArn arn) {
    return new JsonObject().put("Arn", arn.toString()).put("Region", arn.scope().region().value());
  }

  /** An element of ListAliases. */
  static JsonObject alias(Alias alias) {
    return new JsonObject()
        .put("AliasArn", alias.arn())
        .put("AliasName", alias.name().text())
        .put("CreationDate", timestamp(alias.created()))
        .put("LastUpdatedDate", timestamp(alias.updated()))
        .put("TargetKeyId", alias.target().keyId());
  }

  /** An element of ListAliases for a name whose key does not exist yet. */
  static JsonObject predefined(Scope scope, AliasName name) {
    return new JsonObject().put("AliasArn", name.arn(scope)).put("AliasName", name.text());
  }

  /** Unix seconds with milliseconds. */
  static BigDecimal timestamp(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3);
  }

  // AWS: in the China regions SYMMETRIC_DEFAULT is SM4. Elsewhere an SM4 key is ours and says so.
  static String spec(KmsKey key) {
    boolean plain = key.type().spec() == KeySpec.SM4 && !key.arn().scope().isChina();
    return plain ? KeySpec.SM4.name() : key.type().spec().wireName();
  }
}
