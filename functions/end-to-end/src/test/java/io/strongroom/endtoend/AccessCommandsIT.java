package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.endtoend.LauncherCommands.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The launcher's commands about who may do what, each a process of its own. */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class AccessCommandsIT {

  private final Strongroom strongroom;
  private final LauncherCommands commands;
  private final String bucket;
  private final String user = "user-" + UUID.randomUUID();

  AccessCommandsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.commands = new LauncherCommands(strongroom);
    this.bucket = strongroom.newBucket();
    strongroom
        .s3()
        .putObject(request -> request.bucket(bucket).key("plan"), RequestBody.fromString("plan"));
  }

  private Said run(String... words) throws IOException, InterruptedException {
    return commands.run(words);
  }

  private Said ran(String... words) throws IOException, InterruptedException {
    return commands.ran(words);
  }

  private static AwsCredentialsProvider key(Said said) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            said.exported("AWS_ACCESS_KEY_ID"), said.exported("AWS_SECRET_ACCESS_KEY")));
  }

  private String get(S3Client client) {
    return client
        .getObjectAsBytes(request -> request.bucket(bucket).key("plan"))
        .asString(StandardCharsets.UTF_8);
  }

  private boolean puts(S3Client client) {
    try {
      client.putObject(
          request -> request.bucket(bucket).key("more"), RequestBody.fromString("more"));
      return true;
    } catch (S3Exception refused) {
      return false;
    }
  }

  private static void await(BooleanSupplier wanted) {
    for (int i = 0; i < 100 && !wanted.getAsBoolean(); i++) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    assertThat(wanted.getAsBoolean()).isTrue();
  }

  @Test
  void user_madeWidenedDisabledAndDeleted_byCommands() throws Exception {
    Said added = ran("user", "add", user, "--policy", "readonly");
    S3Client client = strongroom.s3(key(added));
    assertThat(get(client)).isEqualTo("plan");
    assertThat(puts(client)).isFalse();

    ran("policy", "set", user, "--policy", "readwrite");
    await(() -> puts(client));

    String id = added.exported("AWS_ACCESS_KEY_ID");
    assertThat(ran("key", "list", user).out()).contains(id + "\tActive");
    ran("key", "disable", id, "--user", user);
    await(() -> !puts(client));
    Said second = ran("key", "create", user);
    assertThat(get(strongroom.s3(key(second)))).isEqualTo("plan");
    assertThat(ran("user", "list").out()).contains(user + "\tarn:aws:iam::aws:policy/");

    ran("user", "delete", user);

    assertThatThrownBy(() -> get(strongroom.s3(key(second)))).isInstanceOf(S3Exception.class);
    assertThat(ran("user", "list").out()).doesNotContain(user);
  }

  @Test
  void policy_ofAFile_countsAlone_andWhyTellsOfIt() throws Exception {
    Path policy = Files.createTempFile("policy", ".json");
    Files.writeString(
        policy,
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"OnlyPlans","Effect":"Allow",
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*",
        "Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"}}}]}"""
            .formatted(bucket));
    Said added = ran("user", "add", user, "--policy", policy.toString());
    S3Client client = strongroom.s3(key(added));
    String requestId = "";
    try {
      get(client);
    } catch (S3Exception refused) {
      requestId = refused.requestId();
    }
    String id = requestId;

    await(() -> told(id).contains("statement 1 (OnlyPlans)"));

    assertThat(told(id)).contains("aws:principaltag/team").doesNotContain("red");
    Files.delete(policy);
  }

  private String told(String requestId) {
    try {
      return run("why", requestId).out();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void account_added_hasARootOfItsOwn() throws Exception {
    Said added = ran("account", "add", "partner-" + UUID.randomUUID());

    assertThat(strongroom.s3(key(added)).listBuckets().buckets()).isEmpty();
    assertThat(ran("account", "list").out()).contains("partner-");
  }

  @Test
  void access_applied_makesWhatTheFileSays_andAgainNothing() throws Exception {
    Path folder = Files.createTempDirectory("access");
    Path file = folder.resolve("access.json");
    String text =
        """
        {"policies": {"read-plans-%1$s": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
            "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%2$s/*"}]}},
         "groups": {"planners-%1$s": {"policies": ["read-plans-%1$s"]}},
         "users": {"%1$s": {"groups": ["planners-%1$s"], "tags": {"team": "red"}, "keyFile": "key.env"}}}"""
            .formatted(user, bucket);
    Files.writeString(file, text);

    assertThat(ran("access", "apply", file.toString()).out()).contains("made user " + user);

    S3Client client = strongroom.s3(keyOf(folder.resolve("key.env")));
    assertThat(get(client)).isEqualTo("plan");
    assertThat(puts(client)).isFalse();
    assertThat(ran("access", "apply", file.toString()).out()).isEmpty();
    Files.writeString(file, text.replace("s3:GetObject", "s3:PutObject"));
    assertThat(ran("access", "apply", file.toString()).out()).contains("changed policy");
    await(() -> puts(client));
    Files.writeString(file, text.replace("\"tags\"", "\"colour\": \"red\", \"tags\""));
    assertThat(run("access", "apply", file.toString()).err()).contains("Nobody knows colour");
  }

  private static AwsCredentialsProvider keyOf(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(lines.get(0).split("=", 2)[1], lines.get(1).split("=", 2)[1]));
  }

  @Test
  void audit_listed_hasWhoWhatAndByWhichPolicy_andTheChainIsWhole() throws Exception {
    Said added = ran("user", "add", user, "--policy", "readonly");
    S3Client client = strongroom.s3(key(added));
    get(client);
    assertThat(puts(client)).isFalse();

    await(() -> audited().contains("\"denied\""));

    String all = audited();
    assertThat(all)
        .contains("\"principal\":\"arn:aws:iam::000000000000:user/" + user + "\"")
        .contains("StrongroomReadOnly#1")
        .doesNotContain(added.exported("AWS_SECRET_ACCESS_KEY"));
    assertThat(ran("audit", "list", "--format", "cloudtrail").out())
        .contains("\"eventName\":\"GetObject\"");
    assertThat(ran("audit", "list", "--format", "cts").out())
        .contains("\"trace_name\":\"PutObject\"");
    assertThat(ran("audit", "verify").out()).contains("fit their chain");
    assertThat(ran("audit", "find", "--bucket", bucket, "--verdict", "denied").out().lines())
        .isNotEmpty()
        .allMatch(line -> line.contains("\"denied\"") && line.contains(bucket));
    assertThat(ran("audit", "find", "--principal", user, "--most", "1").out().lines()).hasSize(1);
    assertThat(ran("audit", "find", "--operation", "PutObjec", "--bucket", bucket).out()).isEmpty();
    assertThat(run("audit", "find", "--until", "yesterday").err()).contains("ValidationError");
    assertThat(ran("usage").out()).contains(bucket);
    assertThat(ran("key", "list", user).out()).contains("AKIA");
  }

  /** What is told of this test's user and bucket. */
  private String audited() {
    try {
      return run("audit", "list")
          .out()
          .lines()
          .filter(line -> line.contains(user) && line.contains(bucket))
          .reduce("", (one, other) -> one + "\n" + other);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void command_wrong_saysSo_andDoesNothing() throws Exception {
    assertThat(run("user", "paint", user).code()).isEqualTo(2);
    assertThat(run("user", "add", user, "--policy", "none-of-this-name").code()).isEqualTo(1);
    assertThat(run("why", "no-such-request").err()).contains("NoSuchEntity");
  }
}
