package io.strongroom.endtoend.access;

import io.strongroom.endtoend.access.AccessClient.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts rows to a server and says how its answers differ from what the corpus expects. */
public final class AccessRunner {

  private static final Pattern RESOURCE = Pattern.compile("(?:arn:aws:s3:::)?([^/]+)(?:/(.*))?");
  private static final String TAG = "s3:ExistingObjectTag/";
  private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";
  private static final String OPEN =
      """
      <PublicAccessBlockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
      <RestrictPublicBuckets>%s</RestrictPublicBuckets></PublicAccessBlockConfiguration>""";

  /** Of KMS keys, whatever a row says of buckets. */
  private static final String KEYS =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}""";

  /** Whoever sends tags needs this too. */
  private static final String TAGGING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObjectTagging","Resource":"*"}]}""";

  private final AccessWorld world;

  public AccessRunner(AccessServer server, String rootKey, String rootSecret) {
    this.world =
        new AccessWorld(new AccessClient(server), new Key(rootKey, rootSecret, Optional.empty()));
  }

  AccessWorld world() {
    return world;
  }

  /** How the answer to a row of bucket policies differs; empty when it does not. */
  Optional<String> decide(AccessRow row, boolean obs) {
    var target = RESOURCE.matcher(row.text("resource"));
    if (!target.matches()) {
      return Optional.of("no bucket");
    }
    String bucket = target.group(1);
    prepare(row, bucket, obs);
    if (target.group(2) != null && !row.text("action").endsWith("PutObject")) {
      keepObject(row, obs);
    }
    AccessWorld.Rights rights = row.rights();
    if (row.context().keySet().stream().anyMatch(key -> key.contains("encryption"))) {
      rights.identity().add(KEYS);
    }
    if (row.context().keySet().stream().anyMatch(key -> key.startsWith("s3:RequestObjectTag"))) {
      rights.identity().add(TAGGING);
    }
    Optional<Key> who = world.become(row.text("who"), rights, tags(row));
    Question question = RowRequest.of(world, row);
    boolean inObs = obs && !row.context().containsKey("x-amz-server-side-encryption");
    Answer answer = world.client().objects(who, inObs ? question.signed("obs") : question);
    return differs(row, answer);
  }

  private static Map<String, String> tags(AccessRow row) {
    Map<String, String> tags = new HashMap<>();
    row.context()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PRINCIPAL_TAG)) {
                tags.put(key.substring(PRINCIPAL_TAG.length()), value);
              }
            });
    return tags;
  }

  private static Optional<String> differs(AccessRow row, Answer answer) {
    boolean allowed = answer.status() < 300;
    boolean denied = answer.status() == 403 && answer.element("Code").equals("AccessDenied");
    return (row.allows() ? allowed : denied)
        ? Optional.empty()
        : Optional.of(
            row.text("expect")
                + ", but "
                + answer.status()
                + " "
                + answer.element("Code")
                + ": "
                + answer.element("Message"));
  }

  private void prepare(AccessRow row, String bucket, boolean obs) {
    String path = "/" + bucket;
    world.root(Question.of("DELETE", path, "policy", ""));
    boolean restricts = row.has("publicAccessBlock");
    world
        .root(Question.of("PUT", path, "publicAccessBlock", OPEN.formatted(restricts)))
        .require(200);
    if (bucket.equals("dest")) {
      world.root(Question.of("PUT", "/vault/public/foo", "", "x"));
      world.root(Question.of("DELETE", "/vault", "publicAccessBlock", ""));
      world
          .root(
              Question.of(
                  "PUT",
                  "/vault",
                  "policy",
                  """
                  {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
                  "Action":"s3:GetObject","Resource":"arn:aws:s3:::vault/*"}]}"""))
          .require(204);
    }
    Optional<String> policy = row.document("resourcePolicy");
    if (policy.isPresent()) {
      Question put = Question.of("PUT", path, "policy", world.here(policy.get()));
      world.root(obs ? put.signed("obs") : put).require(204);
    }
  }

  /** The object that a row is about, with its tags, put past the policy. */
  private void keepObject(AccessRow row, boolean obs) {
    Question path = RowRequest.of(world, row);
    String object = path.path();
    StringBuilder tags = new StringBuilder();
    row.context()
        .forEach(
            (key, value) -> {
              if (key.startsWith(TAG)) {
                tags.append("&").append(key.substring(TAG.length())).append('=').append(value);
              }
            });
    Question put = Question.of("PUT", object, "", "x");
    Answer kept = world.root(tags.isEmpty() ? put : put.with("x-amz-tagging", tags.substring(1)));
    if (kept.status() == 403) {
      // The row's policy keeps its own root from writing.
      String bucket = object.substring(0, object.indexOf('/', 1));
      world.root(Question.of("DELETE", bucket, "policy", ""));
      world.root(put).require(200);
      Question again =
          Question.of(
              "PUT", bucket, "policy", world.here(row.document("resourcePolicy").orElseThrow()));
      world.root(obs ? again.signed("obs") : again).require(204);
    }
  }

  /** How the answer to a document differs; empty when it does not. */
  Optional<String> accept(AccessRow row) {
    String text = world.here(row.text("document"));
    Answer answer =
        switch (row.text("kind")) {
          case "bucket" -> putBucketPolicy(row, text);
          case "identity" ->
              world
                  .client()
                  .call(
                      world.rootA(),
                      "PutUserPolicy",
                      "UserName",
                      "alice",
                      "PolicyName",
                      "document",
                      "PolicyDocument",
                      text);
          case "trust" ->
              world
                  .client()
                  .call(
                      world.rootA(),
                      "CreateRole",
                      "RoleName",
                      "document",
                      "AssumeRolePolicyDocument",
                      text);
          default -> throw new IllegalArgumentException("no document of " + row.text("kind"));
        };
    String code = answer.element("Code");
    boolean same =
        answer.status() == row.json().path("status").asInt()
            && (!row.has("code") || code.equals(row.text("code")))
            && (!row.has("message") || answer.element("Message").equals(row.text("message")));
    return same
        ? Optional.empty()
        : Optional.of(answer.status() + " " + code + ": " + answer.element("Message"));
  }

  private Answer putBucketPolicy(AccessRow row, String text) {
    if (row.text("title").contains("BlockPublicPolicy")) {
      world.root(
          Question.of(
              "PUT",
              "/vault",
              "publicAccessBlock",
              """
              <PublicAccessBlockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <BlockPublicPolicy>true</BlockPublicPolicy></PublicAccessBlockConfiguration>"""));
    } else {
      world.root(Question.of("DELETE", "/vault", "publicAccessBlock", ""));
    }
    return world.root(Question.of("PUT", "/vault", "policy", text));
  }
}
