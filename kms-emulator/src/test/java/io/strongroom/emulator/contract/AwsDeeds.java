package io.strongroom.emulator.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All of it by the AWS API. */
final class AwsDeeds extends AwsDataDeeds {

  AwsDeeds(Wire wire) {
    super(wire);
  }

  private JsonObject metadata(String keyId) {
    return done("DescribeKey", key(keyId)).body().getJsonObject("KeyMetadata");
  }

  @Override
  public Stage stage(String keyId) {
    return switch (metadata(keyId).getString("KeyState")) {
      case "Enabled" -> Stage.ENABLED;
      case "Disabled" -> Stage.DISABLED;
      case "PendingDeletion" -> Stage.PENDING_DELETION;
      case "PendingImport" -> Stage.PENDING_IMPORT;
      case String other -> throw new AssertionError(other);
    };
  }

  @Override
  public String description(String keyId) {
    return metadata(keyId).getString("Description");
  }

  @Override
  public void describe(String keyId, String description) {
    done("UpdateKeyDescription", key(keyId).put("Description", description));
  }

  @Override
  public Optional<Instant> deletionDate(String keyId) {
    return Optional.ofNullable(metadata(keyId).getDouble("DeletionDate"))
        .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
  }

  @Override
  public Map<String, String> tags(String keyId) {
    Map<String, String> tags = new HashMap<>();
    for (JsonObject tag :
        objects(done("ListResourceTags", key(keyId)).body().getJsonArray("Tags"))) {
      tags.put(tag.getString("TagKey"), tag.getString("TagValue"));
    }
    return tags;
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  @Override
  public void tag(String keyId, String name, String value) {
    JsonObject tag = new JsonObject().put("TagKey", name).put("TagValue", value);
    done("TagResource", key(keyId).put("Tags", new JsonArray().add(tag)));
  }

  @Override
  public void untag(String keyId, String name) {
    done("UntagResource", key(keyId).put("TagKeys", new JsonArray().add(name)));
  }

  private Page page(String operation, JsonObject members, int limit, Optional<String> after) {
    after.ifPresent(marker -> members.put("Marker", marker));
    JsonObject body = done(operation, members.put("Limit", limit)).body();
    boolean grants = operation.equals("ListGrants");
    List<String> names =
        objects(body.getJsonArray(grants ? "Grants" : "Aliases")).stream()
            .map(one -> one.getString(grants ? "GrantId" : "AliasName"))
            .toList();
    return new Page(names, Optional.ofNullable(body.getString("NextMarker")));
  }

  @Override
  public Page aliases(String keyId, int limit, Optional<String> after) {
    return page("ListAliases", key(keyId), limit, after);
  }

  @Override
  public Reply naming(String keyId, String alias) {
    return wire.aws(
        "CreateAlias", new JsonObject().put("AliasName", alias).put("TargetKeyId", keyId));
  }

  @Override
  public Reply movingAlias(String alias, String toKeyId) {
    return wire.aws(
        "UpdateAlias", new JsonObject().put("AliasName", alias).put("TargetKeyId", toKeyId));
  }

  @Override
  public Reply deletingAlias(String keyId, String alias) {
    return wire.aws("DeleteAlias", new JsonObject().put("AliasName", alias));
  }

  @Override
  public String grant(String keyId) {
    return api.call(Op.CREATE_GRANT, keyId).text("GrantId");
  }

  @Override
  public Reply revoking(String keyId, String grantId) {
    return wire.aws("RevokeGrant", key(keyId).put("GrantId", grantId));
  }

  @Override
  public Page grants(String keyId, int limit, Optional<String> after) {
    return page("ListGrants", key(keyId), limit, after);
  }

  @Override
  public Rotation rotation(String keyId) {
    JsonObject status = done("GetKeyRotationStatus", key(keyId)).body();
    int times = done("ListKeyRotations", key(keyId)).body().getJsonArray("Rotations").size();
    return new Rotation(Optional.ofNullable(status.getInteger("RotationPeriodInDays")), times);
  }

  @Override
  public ImportOffer importOffer(String keyId) {
    Reply offered = api.call(Op.GET_PARAMETERS_FOR_IMPORT, keyId);
    return new ImportOffer(
        Deeds.rsaKey(bytes(offered.text("PublicKey"))), offered.text("ImportToken"));
  }

  @Override
  public Reply importing(String keyId, ImportOffer offer, byte[] wrapped) {
    return wire.aws(
        "ImportKeyMaterial",
        key(keyId)
            .put("ImportToken", offer.token())
            .put("EncryptedKeyMaterial", base64(wrapped))
            .put("ExpirationModel", "KEY_MATERIAL_DOES_NOT_EXPIRE"));
  }
}
