package io.strongroom.gateway.console;

import static io.strongroom.gateway.console.Browser.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, their keys, and why they may not do something. */
class ConsoleUsersIT {

  @TempDir static Path folder;
  private static RunningServer server;
  private static Browser root;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder.resolve("data")).awaitReady();
    root = Browser.of(server).signedIn(server);
  }

  @AfterAll
  static void stop() {
    root.close();
    server.close();
  }

  private static String done(String path, String... fields) throws Exception {
    HttpResponse<String> answer = root.post(path, fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return root.follow(answer).body();
  }

  private record NewKey(String id, String secret) {}

  private static NewKey newKey(String user) throws Exception {
    HttpResponse<String> made = root.post("/user/key", "user", user);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    assertThat(made.headers().firstValue("cache-control")).contains("no-store");
    Matcher id = Pattern.compile("id=\"key-id\" value=\"([^\"]+)\"").matcher(made.body());
    Matcher secret = Pattern.compile("id=\"secret\" value=\"([^\"]+)\"").matcher(made.body());
    assertThat(id.find()).isTrue();
    assertThat(secret.find()).isTrue();
    return new NewKey(id.group(1), secret.group(1));
  }

  @Test
  void user_createdHere_signsInAndMayDoWhatTheirPolicySays() throws Exception {
    assertThat(done("/users", "name", "alice", "policy", "StrongroomReadOnly"))
        .contains("The user was created.", "StrongroomReadOnly");
    NewKey key = newKey("alice");
    assertThat(root.get("/user?user=alice").body())
        .contains(key.id(), "In use")
        .doesNotContain(key.secret());
    try (Browser alice = Browser.of(server)) {
      assertThat(alice.signIn(key.id(), key.secret()).statusCode()).isEqualTo(303);
      alice.get("/buckets");
      HttpResponse<String> denied = alice.post("/buckets", "name", "of-alice");
      assertThat(denied.statusCode()).isEqualTo(403);
      Matcher link = Pattern.compile("/why\\?request=[^\"]+").matcher(denied.body());
      assertThat(link.find()).as(denied.body()).isTrue();
      assertThat(reason(link.group())).contains("user/alice may not s3:CreateBucket");
      assertThat(alice.get(link.group()).statusCode()).isEqualTo(404);
      assertThat(alice.get("/users").statusCode()).isEqualTo(403);
      assertThat(alice.post("/user/key", "user", "alice").statusCode()).isEqualTo(403);
      assertThat(alice.get("/records").statusCode()).isEqualTo(403);
      assertThat(alice.get("/key-services").statusCode()).isEqualTo(403);
      assertThat(recorded("/records?principal=user%2Falice&verdict=denied&operation=CreateBucket"))
          .contains("of-alice", "403, denied", link.group());
      assertThat(root.get("/records?principal=nobody-of-that-name").body())
          .contains("No record fits.");
      assertThat(root.get("/records?verdict=perhaps").statusCode()).isEqualTo(400);
      assertThat(root.get("/records?until=yesterday").statusCode()).isEqualTo(400);
      assertThat(root.get("/records?until=%2B999999999-12-31T00:00:00Z").statusCode())
          .isEqualTo(400);

      done("/user/key/change", "user", "alice", "key", key.id(), "to", "Inactive");
      assertThat(alice.get("/buckets").statusCode()).isIn(303, 403);
      assertThat(alice.signIn(key.id(), key.secret()).statusCode()).isEqualTo(403);
    }
  }

  /** Reasons are written a moment after the refusal. */
  private static String reason(String link) throws Exception {
    HttpResponse<String> told = root.get(link);
    long end = System.nanoTime() + 30_000_000_000L;
    while (told.statusCode() == 404 && System.nanoTime() < end) {
      Thread.sleep(100);
      told = root.get(link);
    }
    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    return told.body();
  }

  /** As reasons are. */
  private static String recorded(String link) throws Exception {
    String told = root.get(link).body();
    long end = System.nanoTime() + 30_000_000_000L;
    while (told.contains("No record fits.") && System.nanoTime() < end) {
      Thread.sleep(100);
      told = root.get(link).body();
    }
    return told;
  }

  @Test
  void user_policiesAndKeys_areChangedAsTheWireChangesThem() throws Exception {
    assertThat(done("/users", "name", "bob")).contains("None: nothing is allowed");
    assertThat(done("/user/policy", "user", "bob", "policy", "StrongroomWriteOnly"))
        .contains("Detach StrongroomWriteOnly");
    assertThat(
            done(
                "/user/policy",
                "user",
                "bob",
                "policy",
                "arn:aws:iam::aws:policy/StrongroomWriteOnly",
                "remove",
                "on"))
        .contains("None: nothing is allowed");
    String key = newKey("bob").id();
    assertThat(
            root.post("/user/key/change", "user", "bob", "key", key, "to", "gone", "confirm", "x")
                .statusCode())
        .isEqualTo(400);
    assertThat(done("/user/key/change", "user", "bob", "key", key, "to", "gone", "confirm", key))
        .contains("There is none.");
    assertThat(root.get("/users").body()).contains("bob");
  }

  @Test
  void policy_preview_saysWhoCouldDoWhat_andSavesNothing() throws Exception {
    done("/users", "name", "carol", "policy", "StrongroomReadOnly");
    done("/buckets", "name", "plans");
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::000000000000:user/carol\"},\"Action\":\"s3:PutObject\","
            + "\"Resource\":\"arn:aws:s3:::plans/*\"},{\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::plans\"}]}";

    HttpResponse<String> shown =
        root.post("/bucket/policy", "bucket", "plans", "policy", policy, "step", "preview");

    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    String row = shown.body().substring(shown.body().indexOf(">carol</th>"));
    assertThat(row.substring(0, row.indexOf("</tr>")))
        .contains(
            "\"s3:ListBucket\">No, denied",
            "\"s3:PutBucketPolicy\">No<",
            "\"s3:GetObject\"><strong>Yes",
            "\"s3:PutObject\"><strong>Yes",
            "\"s3:DeleteObject\">No<");
    assertThat(root.get("/bucket/policy?bucket=plans").body()).contains("There is no policy yet");
    HttpResponse<String> broken =
        root.post("/bucket/policy", "bucket", "plans", "policy", "{<b>", "step", "preview");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("Not saved:", "{&lt;b&gt;");
  }

  @Test
  void names_thatAreScripts_areTextOrRefused() throws Exception {
    String hostile = "\"><script>alert(1)</script>";
    for (String page : List.of("/why?request=", "/user?user=")) {
      HttpResponse<String> answer = root.get(page + encoded(hostile));
      assertThat(answer.statusCode()).isBetween(400, 499);
      assertThat(answer.body()).doesNotContain("<script>alert");
    }
    assertThat(root.get("/records?principal=" + encoded(hostile)).body())
        .doesNotContain("<script>alert");
    HttpResponse<String> refused = root.post("/users", "name", hostile);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).doesNotContain("<script>alert");
  }
}
