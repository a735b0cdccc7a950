package io.strongroom.endtoend.access;

import io.strongroom.endtoend.access.AccessClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows "403 or 404" of the corpus: what somebody learns of an object that is not there. Each is
 * asked as a user who may do what the row says and nothing else.
 */
public final class VisibilityRows {

  private static final String BUCKET = "seen";
  private static final String ACCESS_DENIED = "AccessDenied";
  private static final String VERSIONED =
      """
      <VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
      <Status>Enabled</Status></VersioningConfiguration>""";

  private final AccessWorld world;

  /** Of a version that was there once. */
  private String noVersion = "";

  public VisibilityRows(AccessRunner runner) {
    this.world = runner.world();
  }

  /** How answers differ from what the corpus says, by id. */
  public Map<String, String> run(Path file) throws IOException {
    prepare();
    Map<String, String> differing = new LinkedHashMap<>();
    for (AccessRow row : AccessRow.read(file, "visibility")) {
      differs(row).ifPresent(text -> differing.put(row.id(), text));
    }
    return differing;
  }

  private void prepare() {
    world.root(Question.of("PUT", "/" + BUCKET, "", "")).require(200);
    world
        .root(
            Question.of("PUT", "/" + BUCKET, "versioning", VERSIONED)
                .with("Content-MD5", md5(VERSIONED)))
        .require(200);
    String there = "/" + BUCKET + "/there";
    world.root(Question.of("PUT", there, "", "x")).require(200);
    String versions = world.root(Question.of("GET", "/" + BUCKET, "versions", "")).body();
    noVersion = versions.replaceAll("(?s).*?<VersionId>([^<]+)</VersionId>.*", "$1");
    world.root(Question.of("DELETE", there, "versionId=" + noVersion, "")).require(204);
    world.root(Question.of("PUT", there, "", "x")).require(200);
    world.root(Question.of("PUT", "/" + BUCKET + "/gone", "", "x")).require(200);
    world.root(Question.of("DELETE", "/" + BUCKET + "/gone", "", "")).require(204);
  }

  private static String md5(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<String> differs(AccessRow row) {
    List<String> policies = new ArrayList<>();
    row.json().path("allowed").forEach(each -> policies.add(policy(each.asText())));
    boolean foreign = row.text("object").startsWith("bucket of another account");
    Optional<Key> who =
        world.become(
            foreign ? "carol-b" : "alice-a",
            new AccessWorld.Rights(policies, Optional.empty(), Optional.empty()),
            Map.of());
    Answer answer = world.client().objects(who, question(row));
    String code = answer.element("Code");
    boolean same =
        answer.status() == row.json().path("status").asInt()
            && (!row.has("code") || code.equals(row.text("code")))
            && (answer.status() != 403 || code.isEmpty() || code.equals(ACCESS_DENIED));
    return same ? Optional.empty() : Optional.of(answer.status() + " " + code);
  }

  /** {@code s3:GetObject}, {@code s3:ListBucket if s3:prefix like public/*}. */
  private static String policy(String right) {
    String action = right.split(" ", 2)[0];
    String condition =
        right.contains("s3:prefix like")
            ? """
            ,"Condition":{"StringLike":{"s3:prefix":"%s"}}\
            """
                .formatted(right.replaceFirst(".* like ", ""))
            : "";
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"*"%s}]}\
    """
        .formatted(action, condition);
  }

  private Question question(AccessRow row) {
    String object = row.text("object");
    String path = "/" + BUCKET + "/" + key(object);
    String operation = row.text("operation");
    return switch (operation.split(" ", 2)[0]) {
      case "GetObject" ->
          Question.of(
              "GET", path, operation.endsWith("versionId") ? "versionId=" + noVersion : "", "");
      case "HeadObject" -> Question.of("HEAD", path, "", "");
      case "DeleteObject" -> Question.of("DELETE", path, "", "");
      case "HeadBucket" -> Question.of("HEAD", "/" + BUCKET, "", "");
      case "PutObject" -> {
        Question put = Question.of("PUT", path, "", "x");
        yield operation.contains("If-None-Match") ? put.with("If-None-Match", "*") : put;
      }
      case "CopyObject" ->
          Question.of("PUT", "/" + BUCKET + "/copied", "", "")
              .with("x-amz-copy-source", "/" + BUCKET + "/missing");
      default -> throw new IllegalArgumentException("not asked: " + operation);
    };
  }

  private static String key(String object) {
    if (object.contains("key ")) {
      return object.replaceFirst(".*key ", "");
    }
    if (object.contains("delete marker")) {
      return "gone";
    }
    return object.contains("present") || object.contains("no such version") ? "there" : "missing";
  }
}
