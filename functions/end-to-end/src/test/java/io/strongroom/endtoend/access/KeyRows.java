package io.strongroom.endtoend.access;

import io.strongroom.endtoend.access.AccessClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows about keys: decided when an object under the key is read or written through S3. */
record KeyRows(AccessWorld world) {

  private static final String KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String ALL_OBJECTS =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
  private static final String OPEN_BUCKET =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["111122223333",
      "444455556666"]},"Action":"s3:*","Resource":["arn:aws:s3:::vault","arn:aws:s3:::vault/*"]}]}""";

  /** How the answer differs; empty when it does not. */
  Optional<String> decide(AccessRow row) {
    // A policy that locks out cannot be replaced, so each row has a key of its own.
    String key = world.newKey();
    world.root(Question.of("DELETE", "/vault", "policy", ""));
    world.root(Question.of("PUT", "/vault", "policy", world.here(OPEN_BUCKET))).require(204);
    String object =
        row.context()
            .getOrDefault("kms:EncryptionContext:aws:s3:arn", "")
            .replaceFirst("^arn:aws:s3:::vault/?", "");
    String path = "/vault/" + (object.isEmpty() ? "kms" : object);
    boolean bucketKey =
        row.context().getOrDefault("kms:EncryptionContext:aws:s3:arn", "").endsWith(":vault");
    world.root(put(path, key, bucketKey)).require(200);
    String grant = grant(row, key);
    row.document("resourcePolicy")
        .ifPresent(
            text -> keyPolicy(key, world.here(text).replace(world.here(KEY), key)).require(200));
    AccessWorld.Rights given = row.rights();
    List<String> identity = new ArrayList<>();
    given.identity().forEach(policy -> identity.add(policy.replace(KEY, key)));
    identity.add(ALL_OBJECTS);
    Optional<Key> who =
        world.become(
            row.text("who"),
            new AccessWorld.Rights(identity, given.boundary(), given.session()),
            Map.of());
    boolean writes = row.text("action").equals("kms:GenerateDataKey");
    Answer answer =
        world
            .client()
            .objects(
                who, writes ? put("/vault/new", key, false) : Question.of("GET", path, "", ""));
    if (!grant.isEmpty()) {
      world
          .client()
          .kms(
              world.rootA(),
              "RevokeGrant",
              "{\"KeyId\":\"" + key + "\",\"GrantId\":\"" + grant + "\"}");
    }
    boolean allowed = answer.status() < 300;
    return allowed == row.allows()
        ? Optional.empty()
        : Optional.of(
            row.text("expect") + ", but " + answer.status() + " " + answer.element("Message"));
  }

  private static Question put(String path, String key, boolean bucketKey) {
    return Question.of("PUT", path, "", "sealed")
        .with("x-amz-server-side-encryption", "aws:kms")
        .with("x-amz-server-side-encryption-aws-kms-key-id", key)
        .with("x-amz-server-side-encryption-bucket-key-enabled", String.valueOf(bucketKey));
  }

  private Answer keyPolicy(String key, String policy) {
    return world
        .client()
        .kms(
            world.rootA(),
            "PutKeyPolicy",
            "{\"KeyId\":\""
                + key
                + "\",\"BypassPolicyLockoutSafetyCheck\":true,\"Policy\":\""
                + policy.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ")
                + "\"}");
  }

  private String grant(AccessRow row, String key) {
    if (!row.has("grants")) {
      return "";
    }
    var grant = row.json().path("grants").path(0);
    String constraints =
        grant.has("encryptionContextSubset")
            ? ",\"Constraints\":{\"EncryptionContextSubset\":"
                + grant.path("encryptionContextSubset")
                + "}"
            : "";
    return world
        .client()
        .kms(
            world.rootA(),
            "CreateGrant",
            "{\"KeyId\":\""
                + key
                + "\",\"GranteePrincipal\":\""
                + world.here(grant.path("grantee").asText())
                + "\",\"Operations\":"
                + grant.path("operations")
                + constraints
                + "}")
        .require(200)
        .body()
        .replaceAll("(?s).*\"GrantId\" ?: ?\"([^\"]+)\".*", "$1");
  }
}
