package io.strongroom.emulator.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All of it by the DEW API. */
final class DewDeeds extends DewDataDeeds {

  DewDeeds(Wire wire) {
    super(wire);
  }

  private JsonObject info(String keyId) {
    return done(post("describe-key", key(keyId))).body().getJsonObject("key_info");
  }

  @Override
  public Stage stage(String keyId) {
    return switch (info(keyId).getString("key_state")) {
      case "2" -> Stage.ENABLED;
      case "3" -> Stage.DISABLED;
      case "4" -> Stage.PENDING_DELETION;
      case "5" -> Stage.PENDING_IMPORT;
      case String other -> throw new AssertionError(other);
    };
  }

  @Override
  public String description(String keyId) {
    return info(keyId).getString("key_description");
  }

  @Override
  public void describe(String keyId, String description) {
    done(post("update-key-description", key(keyId).put("key_description", description)));
  }

  @Override
  public Optional<Instant> deletionDate(String keyId) {
    return Optional.of(info(keyId).getString("scheduled_deletion_date"))
        .filter(date -> !date.isEmpty())
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  @Override
  public Map<String, String> tags(String keyId) {
    Reply found = done(wire.dew("GET", PROJECT + keyId + "/tags", new JsonObject()));
    Map<String, String> tags = new HashMap<>();
    for (JsonObject tag : objects(found.body().getJsonArray("tags"))) {
      tags.put(tag.getString("key"), tag.getString("value"));
    }
    return tags;
  }

  @Override
  public void tag(String keyId, String name, String value) {
    JsonObject tag = new JsonObject().put("key", name).put("value", value);
    done(post(keyId + "/tags", new JsonObject().put("tag", tag)));
  }

  @Override
  public void untag(String keyId, String name) {
    done(wire.dew("DELETE", PROJECT + keyId + "/tags/" + name, new JsonObject()));
  }

  @Override
  public Page aliases(String keyId, int limit, Optional<String> after) {
    String query =
        "aliases?key_id="
            + keyId
            + "&limit="
            + limit
            + after
                .map(marker -> "&marker=" + URLEncoder.encode(marker, StandardCharsets.UTF_8))
                .orElse("");
    JsonObject page =
        done(wire.dew("GET", PROJECT + query, new JsonObject()))
            .body()
            .getJsonArray("list")
            .getJsonObject(0);
    return new Page(
        objects(page.getJsonArray("aliases")).stream()
            .map(alias -> alias.getString("alias"))
            .toList(),
        marker(page.getJsonObject("page_info")));
  }

  private static Optional<String> marker(JsonObject page) {
    return Optional.of(page.getString("next_marker")).filter(marker -> !marker.isEmpty());
  }

  @Override
  public Reply naming(String keyId, String alias) {
    return post("aliases", key(keyId).put("alias", alias));
  }

  @Override
  public Reply movingAlias(String alias, String toKeyId) {
    return post(
        "alias/associate", new JsonObject().put("alias", alias).put("target_key_id", toKeyId));
  }

  @Override
  public Reply deletingAlias(String keyId, String alias) {
    return wire.dew(
        "DELETE", PROJECT + "aliases", key(keyId).put("aliases", new JsonArray().add(alias)));
  }

  @Override
  public String grant(String keyId) {
    return api.call(Op.CREATE_GRANT, keyId).text("grant_id");
  }

  @Override
  public Reply revoking(String keyId, String grantId) {
    return post("revoke-grant", key(keyId).put("grant_id", grantId));
  }

  @Override
  public Page grants(String keyId, int limit, Optional<String> after) {
    JsonObject members = key(keyId).put("limit", String.valueOf(limit));
    after.ifPresent(marker -> members.put("marker", marker));
    JsonObject body = done(post("list-grants", members)).body();
    return new Page(
        objects(body.getJsonArray("grants")).stream()
            .map(grant -> grant.getString("grant_id"))
            .toList(),
        marker(body));
  }

  @Override
  public Rotation rotation(String keyId) {
    JsonObject status = done(post("get-key-rotation-status", key(keyId))).body();
    Optional<Integer> period =
        status.getBoolean("key_rotation_enabled")
            ? Optional.of(status.getInteger("rotation_interval"))
            : Optional.empty();
    return new Rotation(period, status.getInteger("number_of_rotations"));
  }

  @Override
  public ImportOffer importOffer(String keyId) {
    Reply offered = done(api.call(Op.GET_PARAMETERS_FOR_IMPORT, keyId));
    return new ImportOffer(
        Deeds.rsaKey(bytes(offered.text("public_key"))), offered.text("import_token"));
  }

  @Override
  public Reply importing(String keyId, ImportOffer offer, byte[] wrapped) {
    return post(
        "import-key-material",
        key(keyId)
            .put("import_token", offer.token())
            .put("encrypted_key_material", base64(wrapped)));
  }
}
